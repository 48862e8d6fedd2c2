import type { Name } from './scales.ts';
import type { Xoshiro } from './xoshiro.ts';

/** Names of places and people that nobody bears: put together from the words that such names are made of. */

type Part = readonly [kk: string, ru: string, en: string];

const beginnings: readonly Part[] = [
  ['Ақ', 'Ак', 'Aq'],
  ['Алтын', 'Алтын', 'Altyn'],
  ['Бай', 'Бай', 'Bai'],
  ['Бес', 'Бес', 'Bes'],
  ['Жаңа', 'Жана', 'Jana'],
  ['Қара', 'Кара', 'Qara'],
  ['Қос', 'Кос', 'Qos'],
  ['Қызыл', 'Кызыл', 'Qyzyl'],
  ['Көк', 'Кок', 'Kok'],
  ['Сары', 'Сары', 'Sary'],
  ['Тас', 'Тас', 'Tas'],
  ['Терең', 'Терен', 'Teren'],
  ['Ұзын', 'Узын', 'Uzyn'],
  ['Үш', 'Уш', 'Ush'],
];

const endings: readonly Part[] = [
  ['ағаш', 'агаш', 'agash'],
  ['арал', 'арал', 'aral'],
  ['бұлақ', 'булак', 'bulaq'],
  ['дала', 'дала', 'dala'],
  ['жар', 'жар', 'jar'],
  ['кент', 'кент', 'kent'],
  ['көл', 'коль', 'kol'],
  ['қайың', 'кайын', 'qaiyn'],
  ['құдық', 'кудук', 'qudyq'],
  ['өзек', 'озек', 'ozek'],
  ['өткел', 'откель', 'otkel'],
  ['сай', 'сай', 'sai'],
  ['су', 'су', 'su'],
  ['тау', 'тау', 'tau'],
  ['төбе', 'тобе', 'tobe'],
];

/** Every name of a place that the words make, in another order for each sequence; none comes twice. */
export function placeNames(chance: Xoshiro): Name[] {
  const all = beginnings.flatMap((first) =>
    endings.map((last): Name => ({ kk: first[0] + last[0], ru: first[1] + last[1], en: first[2] + last[2] })),
  );
  return chance.shuffle(all);
}

const stems = [
  'Әбен', 'Әлжан', 'Байжан', 'Бекмұрат', 'Ғабит', 'Дос', 'Ермек', 'Есенжол', 'Жанғали', 'Жүніс', 'Кенжебек', 'Қабдол',
  'Құрман', 'Мақаш', 'Мұқан', 'Нұрлан', 'Оразбек', 'Оспан', 'Өтеген', 'Рахым', 'Сағын', 'Сәрсен', 'Тасқын', 'Тұрсын',
  'Уәли', 'Үмбет', 'Шайкен', 'Шәріп', 'Ысқақ',
]; // prettier-ignore
const men = ['Асқар', 'Бауыржан', 'Данияр', 'Ерлан', 'Жандос', 'Қайрат', 'Марат', 'Нұржан', 'Рүстем', 'Сәкен', 'Тимур'];
const women = ['Айгүл', 'Әсел', 'Бақыт', 'Гүлнар', 'Динара', 'Жанар', 'Зәуре', 'Мәдина', 'Сәуле', 'Шолпан'];
const fathers = ['Абай', 'Болат', 'Ғалым', 'Ермұхан', 'Жақсылық', 'Кәрім', 'Мұрат', 'Оралбек', 'Серік', 'Төлеген'];

const slavicSurnames = ['Беляев', 'Воронин', 'Гончаров', 'Дроздов', 'Зимин', 'Крылов', 'Лебедев', 'Орлов', 'Синицын'];
const slavicMen = ['Алексей', 'Виктор', 'Дмитрий', 'Николай', 'Сергей'];
const slavicWomen = ['Анна', 'Елена', 'Ирина', 'Наталья', 'Ольга'];
const slavicFathers = ['Александров', 'Борисов', 'Владимиров', 'Иванов', 'Михайлов', 'Петров'];

/** Surname, given name and patronymic, as a ballot shows them. */
export function person(chance: Xoshiro): string {
  const woman = chance.next() < 0.25;
  if (chance.next() < 0.2) {
    const surname = chance.one(slavicSurnames) + (woman ? 'а' : '');
    return `${surname} ${chance.one(woman ? slavicWomen : slavicMen)} ${chance.one(slavicFathers)}${woman ? 'на' : 'ич'}`;
  }
  const surname = `${chance.one(stems)}${woman ? 'ова' : 'ов'}`;
  return `${surname} ${chance.one(woman ? women : men)} ${chance.one(fathers)}${woman ? 'қызы' : 'ұлы'}`;
}

/** Parties of no country. */
export const parties = [
  '«Ауыл болашағы» партиясы',
  '«Әділ жол» партиясы',
  '«Береке» партиясы',
  '«Дала» партиясы',
  '«Егемен ауыл» партиясы',
  '«Жаңа өріс» партиясы',
  '«Табиғат» партиясы',
  '«Шаңырақ» партиясы',
];

export const placeWords = {
  country: { kk: 'Қазақстан', ru: 'Казахстан', en: 'Kazakhstan' },
  district: ({ kk, ru, en }: Name): Name => ({ kk: `${kk} ауданы`, ru: `район ${ru}`, en: `${en} District` }),
  locality: ({ kk, ru, en }: Name): Name => ({
    kk: `${kk} ауылдық округі`,
    ru: `сельский округ ${ru}`,
    en: `${en} Rural District`,
  }),
  akim: ({ kk, ru, en }: Name): Name => ({
    kk: `${kk} ауылдық округінің әкімі`,
    ru: `аким сельского округа ${ru}`,
    en: `Akim of ${en} Rural District`,
  }),
} as const;
