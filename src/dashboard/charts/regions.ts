/** Kazakhstan's 17 regions and 3 cities by the first two digits of their KATO codes: where each lies on a map of equal tiles. */
export const tiles: Readonly<Record<string, readonly [column: number, row: number]>> = {
  '39': [2, 0], // Kostanay
  '59': [3, 0], // North Kazakhstan
  '11': [4, 0], // Akmola
  '55': [5, 0], // Pavlodar
  '27': [0, 1], // West Kazakhstan
  '15': [1, 1], // Aktobe
  '71': [4, 1], // Astana
  '10': [5, 1], // Abai
  '63': [6, 1], // East Kazakhstan
  '23': [0, 2], // Atyrau
  '62': [3, 2], // Ulytau
  '35': [4, 2], // Karaganda
  '33': [6, 2], // Zhetisu
  '47': [0, 3], // Mangystau
  '43': [2, 3], // Kyzylorda
  '61': [3, 3], // Turkistan
  '31': [4, 3], // Zhambyl
  '19': [5, 3], // Almaty
  '79': [3, 4], // Shymkent
  '75': [5, 4], // Almaty, the city
};

/** The digits that tell a region's code. */
export const regionOf = (code: string): string => code.slice(0, 2);

/** A region's name without the word that says it is one, in pieces that fit a tile. */
export function tileName(name: string): string[] {
  const short = name.replace(/\s*(облысы|область|қаласы|region|oblast|city)$/iu, '').replace(/^(г\.|город)\s*/iu, '');
  const pieces = short.split(/(?<=-)|\s+/u);
  return pieces.length > 2 ? [pieces.slice(0, -1).join(' '), pieces.at(-1)!] : pieces;
}
