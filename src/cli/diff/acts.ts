import { jsonDifferences } from '../../domain/json-difference.ts';
import { addressOf, type StreamAddress } from '../../domain/stream.ts';
import { upcast } from '../../domain/event-catalogue.ts';
import type { EventReader, RecordedEvent } from '../../event-store/port.ts';
import type { Fold } from '../../projections/fold.ts';
import { results } from '../../projections/results/projection.ts';
import type { ResultsPart } from '../../projections/results/view.ts';
import { inWords } from '../replay/words.ts';

/** A figure of one contest in one place that an act changed; `null`: there was none. */
export interface Change {
  readonly contest: string;
  readonly level: string;
  readonly code: string;
  /** As a path into the row of results, e.g. `votes/c-1` or `figures/ballotsValid`. */
  readonly figure: string;
  readonly from: number | string | null;
  readonly to: number | string | null;
}

/** What one request recorded, and which figures it changed. */
export interface Act {
  /** Of its first and last event. */
  readonly first: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly role: string;
  readonly area: string | null;
  /** Its events as sentences; ballots are counted, never listed. */
  readonly words: readonly string[];
  readonly reason: string | null;
  readonly changes: readonly Change[];
}

/** One place's row of results by contest, level and code. */
type Figures = Map<string, { readonly place: Omit<Change, 'figure' | 'from' | 'to'>; readonly row: object }>;

/** Folds on from where `fold` stands to a position, and yields each act that changed a figure of the election. */
export async function* actsThatChange(
  fold: Fold,
  reader: EventReader,
  wish: { readonly election: string; readonly to: number; readonly contest?: string | undefined },
): AsyncIterable<Act> {
  let run: RecordedEvent[] = [];
  let before: Figures = new Map();
  const part = () => fold.view(results).get(wish.election);
  const ended = async (): Promise<Act | undefined> => {
    const [first] = run;
    if (!first) return undefined;
    const address = addressOf(first.stream)!;
    const changes = changesBetween(before, figuresAt(part(), address)).filter(
      ({ contest }) => wish.contest === undefined || contest === wish.contest,
    );
    return changes.length === 0 ? undefined : { ...(await told(run, address, reader)), changes };
  };
  for await (const event of reader.readAll(fold.mark)) {
    if (event.position > wish.to) break;
    const [first] = run;
    if (first && (first.stream !== event.stream || first.meta.commandId !== event.meta.commandId)) {
      const act = await ended();
      if (act) yield act;
      run = [];
    }
    const address = addressOf(event.stream);
    if (address?.election === wish.election) {
      if (run.length === 0) before = figuresAt(part(), address);
      run.push(event);
    }
    fold.apply(event);
  }
  const act = await ended();
  if (act) yield act;
}

async function told(
  run: readonly RecordedEvent[],
  address: StreamAddress,
  reader: EventReader,
): Promise<Omit<Act, 'changes'>> {
  const { position: first, meta } = run[0]!;
  const ballots = run.filter(({ type }) => type === 'BallotCast').length;
  const words = run.filter(({ type }) => type !== 'BallotCast').map((event) => inWords(upcast(event), address));
  if (ballots > 0) words.unshift(`${ballots} ballots of ${address.contest} in precinct ${address.precinct} recorded`);
  return {
    first,
    position: run.at(-1)!.position,
    recordedAt: meta.recordedAt,
    actor: meta.actor,
    role: meta.role,
    area: meta.area ?? null,
    words,
    reason: await reasonOf(run, reader),
  };
}

/** Why: as the act says, or for a recount as the order says that it carries out. */
async function reasonOf(run: readonly RecordedEvent[], reader: EventReader): Promise<string | null> {
  for (const { data, meta } of run) {
    const { reason, explanation } = data as { reason?: string; explanation?: string };
    const said = reason ?? explanation ?? meta.reason;
    if (said !== undefined) return said;
  }
  const recount = run.find(({ type }) => type === 'RecountCompleted');
  if (!recount) return null;
  let ordered: string | null = null;
  for await (const event of reader.readStream(recount.stream)) {
    if (event.position >= recount.position) break;
    if (event.type === 'RecountOrdered') ordered = (event.data as { reason: string }).reason;
  }
  return ordered;
}

/** The rows that a stream's events can change: its precinct's and its contest's constituency's, in each contest there. */
function figuresAt(part: ResultsPart | undefined, { contest, precinct }: StreamAddress): Figures {
  const figures: Figures = new Map();
  if (!part || (contest === '' && precinct === '')) return figures;
  const contests = contest === '' ? part.territory.contestsAtPrecinct(precinct) : [contest];
  for (const code of contests) {
    const found = part.find(code);
    if (!found) continue;
    const constituency = part.territory.upFromArea(found.area)[0]!;
    const own = precinct === '' ? [] : [found.rows.path(precinct, part.territory)[0]!];
    for (const row of [...own, found.rows.at(constituency)]) {
      const { level, code: place, ...content } = row.content();
      figures.set(`${code} ${level} ${place}`, { place: { contest: code, level, code: place }, row: content });
    }
  }
  return figures;
}

/** What a source of figures says is told only where the official figure says something else. */
const sources = /^from(?:Ballots|Protocols)\//;

function changesBetween(before: Figures, after: Figures): Change[] {
  const changes = allChanges(before, after);
  const official = new Set(changes.map((change) => keyOf(change, change.figure)));
  return changes.filter((change) => {
    if (!sources.test(change.figure)) return true;
    const path = change.figure.slice(change.figure.indexOf('/') + 1);
    return !official.has(keyOf(change, path));
  });
}

const keyOf = ({ contest, level, code, from, to }: Change, figure: string): string =>
  [contest, level, code, figure, from, to].join(' ');

function allChanges(before: Figures, after: Figures): Change[] {
  return [...after].flatMap(([key, { place, row }]) =>
    jsonDifferences(before.get(key)?.row ?? {}, row).map(({ field, first, second }) => ({
      ...place,
      figure: field.slice(1),
      from: first,
      to: second,
    })),
  );
}
