import { type FigureName, type Figures, figureNames } from '../../domain/protocol/figures.ts';
import { code, figure, official, orNone } from './columns.ts';
import type { Fault } from './fault.ts';
import type { PackageFile, PackageFiles } from './files.ts';
import { placeFault, type SetUp } from './set-up.ts';
import { type Cells, keyOf, rawColumns, type RawRow, readCells } from './raw-rows.ts';
import { type Columns, isFault, tableRows } from './table.ts';
import { PaperVotes } from './votes.ts';

/** A precinct's protocol of one contest as the package states it. */
export interface PackageProtocol {
  /** Line of `protocols.csv`. */
  readonly line: number;
  readonly contest: string;
  readonly precinct: string;
  /** `null`: the form has no such figure. */
  readonly figures: Figures;
  /** By candidate: each of the contest, 0 where the package has no row, and whoever else the paper names. */
  readonly votes: ReadonlyMap<string, number>;
}

/** An observer's certified copy of a protocol; `line` is of `copies.csv`. */
export interface PackageCopy extends PackageProtocol {
  readonly copy: string;
  /** Official id of the observer. */
  readonly submittedBy: string;
}

/** The protocols, and a fault for each row that is none. They come in the order of their file. */
export function protocols(files: PackageFiles, setUp: SetUp): AsyncGenerator<PackageProtocol | Fault> {
  return papers(files, setUp, 'protocols.csv', 'votes.csv', {}, (paper) => paper);
}

/** The observers' copies, likewise. There may be several of a protocol, and one of a protocol that is not there. */
export function copies(files: PackageFiles, setUp: SetUp): AsyncGenerator<PackageCopy | Fault> {
  const own = { copy: code, submitted_by: official };
  return papers(files, setUp, 'copies.csv', 'copy-votes.csv', own, (paper, cells) => ({
    ...paper,
    copy: cells['copy']!,
    submittedBy: cells['submitted_by']!,
  }));
}

/** `ballotsInBoxes` -> `ballots_in_boxes`. */
export function columnOf(name: FigureName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const figureColumns: Columns = Object.fromEntries(figureNames.map((name) => [columnOf(name), orNone(figure)]));

/** Reads papers and their votes side by side. Where both files are in one order, one paper's votes are held at a time. */
async function* papers<P>(
  files: PackageFiles,
  setUp: SetUp,
  file: PackageFile,
  votesFile: PackageFile,
  own: Columns,
  paperOf: (paper: PackageProtocol, cells: Cells) => P,
): AsyncGenerator<P | Fault> {
  const missing = [file, votesFile].filter((each) => !files.sizes.has(each));
  if (missing.length === 2) return;
  for (const each of missing) {
    yield { file: each, line: 0, code: 'MISSING_FILE', reason: `${file} and ${votesFile} go together.` };
  }
  if (missing.length > 0) return;
  const columns: Columns = { ...own, ...figureColumns };
  const keys = ['contest', 'precinct', ...('copy' in own ? ['copy'] : [])];
  const votes = new PaperVotes(files, votesFile, keys);
  try {
    if (!(await votes.count())) return yield* votes.read();
    const met = new Set<string>();
    for await (const row of tableRows(files, file, rawColumns([...keys, ...Object.keys(columns)]))) {
      if (isFault(row)) {
        yield row;
        continue;
      }
      const { line, values: cells } = row as RawRow;
      const key = keyOf(keys, cells);
      const twice = met.has(key);
      met.add(key);
      if (twice) {
        yield { file, line, code: 'DUPLICATE', reason: 'The same paper is there twice.' };
        continue;
      }
      for await (const fault of votes.until(key)) yield fault;
      const candidates = (setUp.candidates.get(cells['contest']!) ?? []).map(({ values }) => values.code);
      const taken = votes.take(key, candidates);
      const place = placeFault(setUp, cells['contest']!, cells['precinct']!);
      const read = readCells(columns, cells);
      const faults = [...(place ? [place] : []), ...read.faults, ...('reason' in taken ? [taken] : [])];
      for (const fault of faults) yield { file, line, ...fault };
      if (faults.length > 0 || 'reason' in taken) continue;
      const { contest, precinct } = cells as { contest: string; precinct: string };
      const figures = Object.fromEntries(figureNames.map((name) => [name, read.values[columnOf(name)]])) as Figures;
      yield paperOf({ line, contest, precinct, figures, votes: taken.votes }, cells);
    }
    yield* votes.read();
    // A table of which nothing can be read is one fault, and not one for each paper that it may have held.
    if (met.size > 0) yield* votes.left(file);
  } finally {
    await votes.close();
  }
}
