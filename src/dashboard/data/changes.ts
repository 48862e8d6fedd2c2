import type { ContestStatus, FigureName } from './answers.ts';
import type { Figures } from './rows.ts';

/** What can differ: a figure of the protocol's form, a step of the day, an hour's turnout, contests by their state, votes. */
export type What =
  | { readonly kind: 'figure'; readonly name: FigureName }
  | { readonly kind: 'progress'; readonly name: 'expected' | 'opened' | 'closed' | 'sealed' | 'counted' | 'ballots' }
  | { readonly kind: 'precincts'; readonly name: 'counted' | 'flagged' }
  | { readonly kind: 'contests'; readonly status: ContestStatus }
  | { readonly kind: 'hour'; readonly hour: number }
  | { readonly kind: 'votes'; readonly candidate: string };

export interface Change {
  /** Empty for what is of no contest. */
  readonly contest: string;
  readonly level: string;
  readonly code: string;
  readonly what: What;
  /** `null`: there was no such figure. */
  readonly before: number | null;
  readonly after: number | null;
}

type Value = Omit<Change, 'before' | 'after'> & { readonly value: number | null };

/** The figures that differ between two moments, in the order of the later one. */
export function changesBetween(before: Figures, after: Figures): Change[] {
  const earlier = new Map([...valuesOf(before)].map((each) => [keyOf(each), each]));
  const later = new Map([...valuesOf(after)].map((each) => [keyOf(each), each]));
  return [...new Map([...earlier, ...later])].flatMap(([key, { contest, level, code, what }]) => {
    const [was, is] = [earlier.get(key)?.value ?? null, later.get(key)?.value ?? null];
    // What is there now for the first time, and is nothing, has not changed.
    return was === is || (was ?? 0) + (is ?? 0) === 0 ? [] : [{ contest, level, code, what, before: was, after: is }];
  });
}

function keyOf({ contest, level, code, what }: Value): string {
  return JSON.stringify([contest, level, code, what]);
}

/** Votes and figures first: they are what the rest leads to. */
function* valuesOf({ turnout, progress, results, overview }: Figures): Iterable<Value> {
  for (const { code: contest, areas } of results?.contests ?? []) {
    for (const { level, code, precincts, figures, votes } of areas) {
      for (const [candidate, value] of Object.entries(votes)) {
        yield { contest, level, code, what: { kind: 'votes', candidate }, value };
      }
      for (const [name, value] of Object.entries(figures)) {
        yield { contest, level, code, what: { kind: 'figure', name: name as FigureName }, value };
      }
      for (const name of ['counted', 'flagged'] as const) {
        yield { contest, level, code, what: { kind: 'precincts', name }, value: precincts[name] };
      }
    }
  }
  for (const { level, code, contests, counts, precincts } of overview?.areas ?? []) {
    const where = { contest: '', level, code };
    for (const [status, value] of Object.entries(contests)) {
      yield { ...where, what: { kind: 'contests', status: status as ContestStatus }, value };
    }
    for (const name of ['counted', 'flagged'] as const) {
      yield { ...where, what: { kind: 'precincts', name }, value: counts[name] };
    }
    for (const name of ['opened', 'closed'] as const) {
      yield { ...where, what: { kind: 'progress', name }, value: precincts[name] };
    }
  }
  for (const { level, code, precincts, boxes, ballots } of progress?.areas ?? []) {
    const steps = { ...precincts, sealed: boxes.sealed, counted: boxes.closed, ballots };
    for (const [name, value] of Object.entries(steps)) {
      yield { contest: '', level, code, what: { kind: 'progress', name: name as keyof typeof steps }, value };
    }
  }
  for (const { level, code, hours } of turnout?.areas ?? []) {
    for (const { hour, ballotsIssued } of hours) {
      yield { contest: '', level, code, what: { kind: 'hour', hour }, value: ballotsIssued };
    }
  }
}
