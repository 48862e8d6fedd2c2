/** What a package may hold; anything else beside these is left alone. */
export const packageFiles = [
  'election.json',
  'areas.csv',
  'precincts.csv',
  'contests.csv',
  'candidates.csv',
  'protocols.csv',
  'votes.csv',
  'ballots.csv',
  'copies.csv',
  'copy-votes.csv',
] as const;
export type PackageFile = (typeof packageFiles)[number];

/** The files of a package, wherever they lie. Each can be read any number of times, from its beginning. */
export interface PackageFiles {
  /** Size in bytes, of the files that are there. */
  readonly sizes: ReadonlyMap<PackageFile, number>;
  /** @throws UnusablePackage while reading, when the bytes cannot be had or are not those that were packed */
  read(file: PackageFile): AsyncIterable<Uint8Array>;
  close(): void;
}
