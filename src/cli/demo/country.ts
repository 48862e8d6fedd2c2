import { addDays } from '../../domain/clock.ts';
import type { Chance } from './chance.ts';

/** The places and people of the play. All are invented; names are formed as in Kazakhstan. */

export interface Candidate {
  readonly code: string;
  readonly name: string;
  readonly nominatedBy: 'party' | 'self';
  readonly party: string | null;
  /** How voters lean: the share of ballots, relative to the others. */
  readonly weight: number;
  readonly fate: 'stands' | 'refused' | 'withdraws';
}

export interface Official {
  readonly official: string;
  readonly name: string;
}

export interface Precinct {
  readonly code: string;
  readonly name: string;
  readonly votersOnRoll: number;
  /** Ballots issued in the course of the day. */
  readonly issued: number;
  /** Of those, to voters at home on their written requests: found in the mobile box. */
  readonly issuedOutside: number;
  readonly spoiled: number;
  /** Its commission, the chair first, then the secretary. */
  readonly commission: readonly Official[];
}

export interface Locality {
  readonly code: string;
  readonly name: { readonly kk: string; readonly ru: string; readonly en: string };
  readonly candidates: readonly Candidate[];
  readonly precincts: readonly Precinct[];
  /** Its two candidates get equally many votes. */
  readonly ties: boolean;
}

export interface District {
  readonly code: string;
  readonly name: { readonly kk: string; readonly ru: string; readonly en: string };
  readonly localities: readonly Locality[];
  /** Official ids of its commission, the chair first. */
  readonly commission: readonly Official[];
}

export const region = { code: '630000000', name: { kk: 'Үлгі облысы', ru: 'Образцовая область', en: 'Ulgi Region' } };

const districts = [
  { kk: 'Ақбұлақ ауданы', ru: 'Акбулакский район', en: 'Aqbulaq District' },
  { kk: 'Сарытау ауданы', ru: 'Сарытауский район', en: 'Sarytau District' },
  { kk: 'Қосқөл ауданы', ru: 'Коскольский район', en: 'Qosköl District' },
];
const localities = [
  { kk: 'Жаңаөмір', ru: 'Жанаомир', en: 'Jañaömir' },
  { kk: 'Қарағаш', ru: 'Карагаш', en: 'Qaragash' },
  { kk: 'Өрнек', ru: 'Орнек', en: 'Örnek' },
  { kk: 'Тасбұлақ', ru: 'Тасбулак', en: 'Tasbulaq' },
  { kk: 'Үшарал', ru: 'Ушарал', en: 'Üsharal' },
  { kk: 'Көктөбе', ru: 'Коктобе', en: 'Köktöbe' },
];
const surnames = [
  'Әбенов',
  'Байжанова',
  'Ғабитов',
  'Досова',
  'Ермеков',
  'Жүнісова',
  'Қалиев',
  'Мұқанова',
  'Нұрланов',
  'Оспанова',
  'Өтегенов',
  'Сәрсенова',
  'Тұрсынов',
  'Үмбетова',
  'Шайкенов',
  'Ысқақова',
];
const men = ['Асқар', 'Ерлан', 'Нұрлан', 'Тимур', 'Данияр'];
const women = ['Айгүл', 'Гүлнар', 'Динара', 'Мәдина', 'Сәуле'];
const parties = ['«Береке» партиясы', '«Ауыл болашағы» партиясы'];

function person(chance: Chance, taken: Set<string>): string {
  for (;;) {
    const surname = surnames[chance.between(0, surnames.length - 1)]!;
    const given = (surname.endsWith('а') ? women : men)[chance.between(0, 4)]!;
    const name = `${surname} ${given}`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

export function country(chance: Chance): readonly District[] {
  const taken = new Set<string>();
  return districts.map((name, d) => ({
    code: `63${d + 2}000000`,
    name,
    commission: Array.from({ length: 7 }, (_, i) => ({
      official: `d${d + 1}.member${i + 1}`,
      name: person(chance, taken),
    })),
    localities: [0, 1].map((l) => locality(d, l, chance, taken)),
  }));
}

function locality(d: number, l: number, chance: Chance, taken: Set<string>): Locality {
  const number = d * 2 + l;
  const ties = number === 5;
  const standing = ties ? 2 : chance.between(2, 4);
  const fates: Candidate['fate'][] = Array.from({ length: standing }, () => 'stands');
  if (number === 0) fates.push('refused');
  if (number === 3) fates.push('withdraws');
  const precincts = Array.from({ length: 3 }, (_, p): Precinct => {
    const votersOnRoll = chance.between(260, 620);
    const code = String(600 + number * 3 + p);
    const people = new Set<string>();
    return {
      code,
      name: `№ ${code}`,
      votersOnRoll,
      issued: Math.round(votersOnRoll * (0.6 + chance.next() * 0.32)),
      issuedOutside: chance.between(4, 19),
      spoiled: chance.between(0, 3),
      commission: Array.from({ length: 5 }, (_member, i) => ({
        official: `p${code}.member${i + 1}`,
        name: person(chance, people),
      })),
    };
  });
  return {
    code: `63${d + 2}${String(l * 4 + 34)}0000`.slice(0, 9),
    name: localities[number]!,
    ties,
    precincts,
    candidates: fates.map((fate, i) => ({
      code: `${String.fromCodePoint(65 + number)}${i + 1}`,
      name: person(chance, taken),
      ...(i < parties.length ? { nominatedBy: 'party', party: parties[i]! } : { nominatedBy: 'self', party: null }),
      weight: 0.4 + chance.next(),
      fate,
    })),
  };
}

/** What is found in the boxes of a locality, by precinct. Where it ties, its two candidates get equally many votes. */
export function ballotsOf({ candidates, precincts, ties }: Locality, chance: Chance): readonly string[][] {
  const standing = candidates.filter(({ fate }) => fate === 'stands');
  const lines = [
    ...standing.map(({ code, weight }) => [code, weight] as const),
    ['against-all', 0.08] as const,
    ['invalid:intent-unclear', 0.02] as const,
    ['invalid:more-than-one-marked', 0.01] as const,
  ];
  const boxes = precincts.map(({ issued }) => Array.from({ length: issued }, () => chance.pick(lines)));
  if (!ties) return boxes;
  const [first, second] = standing.map(({ code }) => code) as [string, string];
  let votes = 0;
  const levelled = boxes.map((box) =>
    box.map((choice) => (choice === first || choice === second ? (votes++ % 2 === 0 ? first : second) : choice)),
  );
  if (votes % 2 === 1) levelled[0]![levelled[0]!.indexOf(first)] = 'against-all';
  return levelled;
}

/** The Sunday of the play: the last one that has wholly passed, with the two days after it. */
export function votingDayBefore(now: string): string {
  const today = now.slice(0, 10);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, weekday < 3 ? -7 - weekday : -weekday);
}
