import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { en } from '../../src/dashboard/words/en.ts';
import { kazakhDate } from '../../src/dashboard/words/kazakh.ts';
import { kk } from '../../src/dashboard/words/kk.ts';
import { filled, type Message } from '../../src/dashboard/words/message.ts';
import { inOrder } from '../../src/dashboard/words/order.ts';
import { ru } from '../../src/dashboard/words/ru.ts';

const catalogues: Readonly<Record<string, Readonly<Record<string, Message>>>> = { kk, ru, en };
const keys = Object.keys(en);

/** Everything that the page is written in, but for its words. */
function sources(folder = 'src/dashboard'): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !/^words\/(kk|ru|en)\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

const forms = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const values = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted();

describe('The words of the page', () => {
  test.each(Object.keys(catalogues))(
    'are all there in %s, with the values and the plural forms that they need',
    (tag) => {
      const catalogue = catalogues[tag]!;
      expect(Object.keys(catalogue).toSorted()).toEqual(keys.toSorted());
      for (const key of keys) {
        const message = catalogue[key]!;
        for (const form of forms(message)) {
          expect([key, form.trim()]).not.toEqual([key, '']);
          expect([key, values(form)]).toEqual([key, values(forms(catalogues['en']![key]!).at(-1)!)]);
        }
        if (typeof message === 'string') continue;
        const needed = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
        expect([key, Object.keys(message).toSorted()]).toEqual([key, needed.toSorted()]);
      }
    },
  );

  test('are all used', () => {
    const written = sources();
    const used = (key: string): boolean => {
      const family = key.slice(0, key.lastIndexOf('.') + 1);
      return written.includes(`'${key}'`) || written.includes(`\`${family}\${`);
    };
    expect(keys.filter((key) => !used(key))).toEqual([]);
  });

  test('take the form that a number asks for', () => {
    const said = (n: number) => filled(ru['table.rows'], 'ru', 'ru', { n });
    expect([1, 2, 5, 21, 112].map(said)).toEqual(['1 строка', '2 строки', '5 строк', '21 строка', '112 строк']);
  });
});

describe('Kazakh', () => {
  test('orders names by its own alphabet, and numbers in them by size', () => {
    const names = [
      '№ 2 мектеп',
      '№ 10 мектеп',
      'Абай',
      'Әбен',
      'Бірлік',
      'Ғабит',
      'Қалиев',
      'Лепсі',
      'Ңұр',
      'Өрнек',
      'Ұлан',
      'Үміт',
      'Ықылас',
      'Ілияс',
    ];
    expect(names.toReversed().toSorted(inOrder)).toEqual(names);
  });

  test('writes a date in the place where it is', () => {
    expect(kazakhDate(new Date('2021-07-25T20:00:00Z'), 'Asia/Almaty')).toBe('2021 ж. 26 шілде');
  });
});
