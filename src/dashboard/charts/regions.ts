/** A region as a tile: where it lies on a map of equal tiles, and what it is called for short. */
export interface Tile {
  readonly column: number;
  readonly row: number;
  readonly name: Texts;
  /** For where there is no room for the name. */
  readonly brief: Texts;
}
interface Texts {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

function tile(column: number, row: number, kk: string, ru: string, en: string, brief: Partial<Texts> = {}): Tile {
  const few = (name: string) => name.slice(0, 6);
  return { column, row, name: { kk, ru, en }, brief: { kk: few(kk), ru: few(ru), en: few(en), ...brief } };
}

/** Kazakhstan's 17 regions and 3 cities by the first two digits of their KATO codes. */
export const tiles: Readonly<Record<string, Tile>> = {
  '39': tile(2, 0, 'Қостанай', 'Костанайская', 'Kostanay'),
  '59': tile(3, 0, 'Солтүстік Қазақстан', 'Северо-Казахстанская', 'North Kazakhstan', {
    kk: 'СҚО',
    ru: 'СКО',
    en: 'N. Kaz',
  }),
  '11': tile(4, 0, 'Ақмола', 'Акмолинская', 'Akmola'),
  '55': tile(5, 0, 'Павлодар', 'Павлодарская', 'Pavlodar'),
  '27': tile(0, 1, 'Батыс Қазақстан', 'Западно-Казахстанская', 'West Kazakhstan', {
    kk: 'БҚО',
    ru: 'ЗКО',
    en: 'W. Kaz',
  }),
  '15': tile(1, 1, 'Ақтөбе', 'Актюбинская', 'Aktobe'),
  '71': tile(4, 1, 'Астана', 'Астана', 'Astana'),
  '10': tile(5, 1, 'Абай', 'Абай', 'Abai'),
  '63': tile(6, 1, 'Шығыс Қазақстан', 'Восточно-Казахстанская', 'East Kazakhstan', {
    kk: 'ШҚО',
    ru: 'ВКО',
    en: 'E. Kaz',
  }),
  '23': tile(0, 2, 'Атырау', 'Атырауская', 'Atyrau'),
  '62': tile(3, 2, 'Ұлытау', 'Улытау', 'Ulytau'),
  '35': tile(4, 2, 'Қарағанды', 'Карагандинская', 'Karaganda'),
  '33': tile(6, 2, 'Жетісу', 'Жетысу', 'Zhetisu'),
  '47': tile(0, 3, 'Маңғыстау', 'Мангистауская', 'Mangystau'),
  '43': tile(2, 3, 'Қызылорда', 'Кызылординская', 'Kyzylorda'),
  '61': tile(3, 3, 'Түркістан', 'Туркестанская', 'Turkistan'),
  '31': tile(4, 3, 'Жамбыл', 'Жамбылская', 'Zhambyl'),
  '19': tile(5, 3, 'Алматы облысы', 'Алматинская', 'Almaty Region', { kk: 'Алм. о', ru: 'Алм. о', en: 'Alm. R' }),
  '79': tile(3, 4, 'Шымкент', 'Шымкент', 'Shymkent'),
  '75': tile(5, 4, 'Алматы', 'Алматы', 'Almaty'),
};

/** The digits that tell a region's code. */
export const regionOf = (code: string): string => code.slice(0, 2);

/** A tile's name in pieces that fit it. */
export const piecesOf = (name: string): string[] => name.split(/(?<=-)|\s+/u);
