import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { TObject } from 'typebox';
import { roles } from '../../src/access/role.ts';
import { areaLevels } from '../../src/domain/area/events.ts';
import { Office } from '../../src/domain/commission.ts';
import { refusalGrounds } from '../../src/domain/contest/events.ts';
import { copyHolders, corrections } from '../../src/domain/protocol/events.ts';
import { definitions } from '../../src/domain/vote-event.ts';
import { kazakhDate } from '../../src/dashboard/words/kazakh.ts';
import { filled, type Message } from '../../src/dashboard/words/message.ts';
import { inOrder } from '../../src/dashboard/words/order.ts';
import { en as record } from '../../src/dashboard/words/record/en.ts';
import { ru } from '../../src/dashboard/words/ru.ts';

type Catalogue = Readonly<Record<string, Message>>;
const languages = ['kk', 'ru', 'en'] as const;
const folder = 'src/dashboard/words';

/** The page's own words, and those of each view that brings its own. */
const rooms = ['.', ...readdirSync(folder, { withFileTypes: true }).flatMap((at) => (at.isDirectory() ? at.name : []))];

async function catalogue(room: string, language: string): Promise<Catalogue> {
  const { [language]: words } = await import(`../../${folder}/${room}/${language}.ts`);
  return Object.fromEntries(Object.entries(words as Catalogue | Acts).flatMap(([key, of]) => messages(key, of)));
}

/** What happened is said in two parts, of which the second may be left out. */
type Acts = Readonly<Record<string, readonly [name: string, says: Message]>>;

function messages(key: string, of: Message | Acts[string]): [string, Message][] {
  if (!Array.isArray(of)) return [[key, of as Message]];
  return [[`${key}.name`, of[0]], ...(of[1] === '' ? [] : [[`${key}.says`, of[1]] as [string, Message]])];
}

/** Everything that the page is written in, but for its words. */
function sources(): string {
  return readdirSync('src/dashboard', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !/^words\/(.+\/)?(kk|ru|en)\.ts$/.test(name))
    .map((name) => readFileSync(join('src/dashboard', name), 'utf8'))
    .join('\n');
}

const forms = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const values = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted();

describe('The words of the page', () => {
  test.each(rooms.flatMap((room) => languages.map((language) => [room, language])))(
    'in %s are all there in %s, with the values and the plural forms that they need',
    async (room, tag) => {
      const [words, english] = [await catalogue(room, tag), await catalogue(room, 'en')];
      expect(Object.keys(words).toSorted()).toEqual(Object.keys(english).toSorted());
      for (const [key, message] of Object.entries(words)) {
        for (const form of forms(message)) {
          expect([key, form.trim()]).not.toEqual([key, '']);
          expect([key, values(form)]).toEqual([key, values(forms(english[key]!).at(-1)!)]);
        }
        if (typeof message === 'string') continue;
        const needed = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
        expect([key, Object.keys(message).toSorted()]).toEqual([key, needed.toSorted()]);
      }
    },
  );

  test.each(rooms.filter((room) => room !== 'acts'))('in %s are all used', async (room) => {
    const written = sources();
    const used = (key: string): boolean => written.includes(`'${key}'`) || families.some((family) => family.test(key));
    const families = [...written.matchAll(/`((?:[\w-]+\.)+\$\{[^}]*\}(?:\.\$\{[^}]*\})*)`/g)].map(
      ([, made]) => new RegExp(`^${made!.replaceAll(/\$\{[^}]*\}/g, '[^.]+').replaceAll(/\.(?!\])/g, '\\.')}$`),
    );
    expect(Object.keys(await catalogue(room, 'en')).filter((key) => !used(key))).toEqual([]);
  });

  test('take the form that a number asks for', () => {
    const said = (n: number) => filled(ru['table.rows'], 'ru', 'ru', { n });
    expect([1, 2, 5, 21, 112].map(said)).toEqual(['1 строка', '2 строки', '5 строк', '21 строка', '112 строк']);
  });
});

describe('What happened', () => {
  const fields = Object.entries(
    Object.assign({}, ...Object.values(definitions)) as Record<string, { schema: TObject }>,
  );

  test.each(fields)('%s is said with what the event tells, and nothing else', async (type, { schema }) => {
    const says = (await catalogue('acts', 'en'))[`${type}.says`] ?? '';
    const told = type === 'BallotCast' ? ['n'] : Object.keys(schema.properties);
    expect(
      forms(says)
        .flatMap(values)
        .filter((value) => !told.includes(value)),
    ).toEqual([]);
  });

  test.each([
    ['role', roles],
    ['office', Office.anyOf.map((one) => one.const)],
    ['level', areaLevels],
    ['to', copyHolders],
    ['correction', corrections],
    ['ground', refusalGrounds],
  ])('has words for every %s', (field, all) => {
    const family = `record.said.${field}.`;
    const said = Object.keys(record).filter((key) => key.startsWith(family));
    expect(said.toSorted()).toEqual(all.map((one) => family + one).toSorted());
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
