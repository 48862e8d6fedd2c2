import { canonical } from '../../../domain/canonical.ts';
import { hex } from '../../formats/encoding.ts';
import { sha256 } from '../../primitives.ts';
import type { ContestTrace, Status } from './contest-trace.ts';
import { type PrecinctCount, type Row, rowOf } from './row.ts';
import type { Counting } from './counting.ts';
import { inOrder, type Place } from './territory.ts';

/** The results of a contest, in the words of the published answer. */
export interface ContestResults {
  readonly code: string;
  readonly area: string;
  readonly status: Status;
  readonly digest: string;
  readonly areas: readonly Row[];
}

export interface ElectionResults {
  readonly election: string;
  readonly digest: string;
  readonly contests: readonly ContestResults[];
}

export function resultsOf(sums: Counting, election: string): ElectionResults {
  const contests = sums.contests(election).map((trace) => contestResults(sums, trace));
  return { election, digest: digestOf({ election, contests: contests.map(({ digest }) => digest) }), contests };
}

/** One contest in every area and precinct that has a part in it, from the country down. */
export function contestResults(sums: Counting, trace: ContestTrace): ContestResults {
  const { election, code, area, status } = trace;
  const territory = sums.territory(election);
  const frame = sums.frame(trace);
  const inPlace = new Map<string, PrecinctCount[]>();
  const add = ({ level, code: place }: Place, count: PrecinctCount) => {
    const key = `${level}/${place}`;
    const counts = inPlace.get(key);
    if (counts) counts.push(count);
    else inPlace.set(key, [count]);
  };
  for (const count of sums.counts(trace)) {
    add({ level: 'precinct', code: count.precinct }, count);
    for (const above of territory.up(territory.homeOf(count.precinct))) add(above, count);
  }
  const places = inOrder([...territory.up(area), ...territory.below(area)]);
  const areas = places.map((place) => rowOf(place, inPlace.get(`${place.level}/${place.code}`) ?? [], frame));
  return { code, area, status, digest: digestOf({ election, contest: code, area, areas: areas.map(digestOf) }), areas };
}

/** SHA-256 over canonical JSON, in hex: lists of rows, and of contests, stand there as the lists of their digests. */
function digestOf(content: unknown): string {
  return hex(sha256(canonical(content)));
}
