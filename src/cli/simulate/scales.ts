/** A region of a scale. `code`: its two digits of KATO; `size`: of its precincts, relative to the others. */
export interface RegionOfScale {
  readonly code: string;
  readonly name: Name;
  /** Per cent of the roll to whom a ballot is issued. */
  readonly turnout: number;
  readonly contests: number;
  readonly size: number;
}

export interface Name {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

/** How much is invented, and how much of it is amiss. */
export interface Scale {
  readonly id: ScaleId;
  readonly name: Name;
  readonly regions: readonly RegionOfScale[];
  readonly districts: number;
  readonly precincts: number;
  /** Of one constituency. */
  readonly leastPrecincts: number;
  readonly candidates: number;
  readonly selfNominated: number;
  readonly votersOnRoll: number;
  /** Precincts in which each control relation is broken. */
  readonly faultsPerRelation: number;
  /** Constituencies whose winner is another by the observers' copies. */
  readonly disputed: number;
  /** Precincts of other constituencies with a copy that differs, and with one that agrees. */
  readonly copies: { readonly differing: number; readonly agreeing: number };
}

export const scaleIds = ['day', 'kz-2021', 'national'] as const;
export type ScaleId = (typeof scaleIds)[number];

type RegionRow = readonly [
  code: string,
  kk: string,
  ru: string,
  en: string,
  turnout: number,
  contests: number,
  size: number,
];

/** Turnout is that of the elections of rural akims on 25.07.2021; how many of the 730 were in which region is invented. */
const regionsOf2021: readonly RegionRow[] = [
  ['11', 'Ақмола облысы', 'Акмолинская область', 'Akmola Region', 75.5, 63, 0.7],
  ['15', 'Ақтөбе облысы', 'Актюбинская область', 'Aktobe Region', 79.0, 50, 0.9],
  ['19', 'Алматы облысы', 'Алматинская область', 'Almaty Region', 66.5, 66, 1.5],
  ['23', 'Атырау облысы', 'Атырауская область', 'Atyrau Region', 74.4, 20, 1.2],
  ['27', 'Батыс Қазақстан облысы', 'Западно-Казахстанская область', 'West Kazakhstan Region', 81.4, 44, 0.8],
  ['31', 'Жамбыл облысы', 'Жамбылская область', 'Zhambyl Region', 90.7, 47, 1.3],
  ['35', 'Қарағанды облысы', 'Карагандинская область', 'Karaganda Region', 75.8, 53, 0.8],
  ['39', 'Қостанай облысы', 'Костанайская область', 'Kostanay Region', 84.4, 69, 0.7],
  ['43', 'Қызылорда облысы', 'Кызылординская область', 'Kyzylorda Region', 83.6, 41, 1.2],
  ['47', 'Маңғыстау облысы', 'Мангистауская область', 'Mangystau Region', 82.4, 17, 1.4],
  ['55', 'Павлодар облысы', 'Павлодарская область', 'Pavlodar Region', 76.9, 43, 0.8],
  ['59', 'Солтүстік Қазақстан облысы', 'Северо-Казахстанская область', 'North Kazakhstan Region', 87.1, 58, 0.6],
  ['61', 'Түркістан облысы', 'Туркестанская область', 'Turkistan Region', 77.1, 89, 1.5],
  ['63', 'Шығыс Қазақстан облысы', 'Восточно-Казахстанская область', 'East Kazakhstan Region', 90.9, 70, 0.9],
];

/** Regions formed in 2022, with the turnout of those that they were parts of; the cities' turnout is invented. */
const regionsSince: readonly RegionRow[] = [
  ['10', 'Абай облысы', 'Абайская область', 'Abai Region', 90.9, 110, 0.9],
  ['33', 'Жетісу облысы', 'Жетысуская область', 'Zhetisu Region', 66.5, 120, 1.1],
  ['62', 'Ұлытау облысы', 'Улытауская область', 'Ulytau Region', 75.8, 40, 0.8],
  ['71', 'Астана', 'Астана', 'Astana', 61.0, 60, 1.2],
  ['75', 'Алматы', 'Алматы', 'Almaty', 58.0, 80, 1.2],
  ['79', 'Шымкент', 'Шымкент', 'Shymkent', 66.0, 40, 1.2],
];

/** Contests of the regions of 2021 in a national day. */
const nationalContests: Readonly<Record<string, number>> = {
  '11': 180, '15': 140, '19': 170, '23': 80, '27': 130, '31': 160, '35': 120,
  '39': 180, '43': 130, '47': 70, '55': 140, '59': 180, '61': 250, '63': 120,
}; // prettier-ignore

const region = ([code, kk, ru, en, turnout, contests, size]: RegionRow): RegionOfScale => ({
  code,
  name: { kk, ru, en },
  turnout,
  contests,
  size,
});

const akims: Name = { kk: 'ауыл әкімдерін сайлау', ru: 'выборы сельских акимов', en: 'elections of rural akims' };

export const scales: Readonly<Record<ScaleId, Scale>> = {
  day: {
    id: 'day',
    name: akims,
    regions: regionsOf2021
      .filter(([code]) => code === '31' || code === '63')
      .map((row) => ({ ...region(row), contests: 2 })),
    districts: 2,
    precincts: 20,
    leastPrecincts: 4,
    candidates: 13,
    selfNominated: 8,
    votersOnRoll: 6_000,
    faultsPerRelation: 1,
    disputed: 1,
    copies: { differing: 2, agreeing: 2 },
  },
  'kz-2021': {
    id: 'kz-2021',
    name: akims,
    regions: regionsOf2021.map(region),
    districts: 160,
    precincts: 1_847,
    leastPrecincts: 1,
    candidates: 2_297,
    selfNominated: 1_419,
    votersOnRoll: 1_203_000,
    faultsPerRelation: 2,
    disputed: 2,
    copies: { differing: 6, agreeing: 60 },
  },
  national: {
    id: 'national',
    name: {
      kk: 'жалпы республикалық сайлау күні',
      ru: 'общенациональный день голосования',
      en: 'a national voting day',
    },
    regions: [
      ...regionsOf2021.map((row) => ({ ...region(row), contests: nationalContests[row[0]]! })),
      ...regionsSince.map(region),
    ].toSorted((a, b) => a.code.localeCompare(b.code)),
    districts: 213,
    precincts: 10_000,
    leastPrecincts: 1,
    candidates: 7_900,
    selfNominated: 4_880,
    votersOnRoll: 15_790_000,
    faultsPerRelation: 2,
    disputed: 3,
    copies: { differing: 12, agreeing: 200 },
  },
};
