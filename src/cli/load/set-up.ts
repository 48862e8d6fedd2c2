import { areaLevels } from '../../domain/area/events.ts';
import type { CandidateRow } from '../package/set-up.ts';
import type { Loading } from './loading.ts';

/** How many rows of each table are in the record now, and who was registered, by contest. */
export interface LoadedSetUp {
  readonly taken: {
    readonly areas: number;
    readonly precincts: number;
    readonly contests: number;
    readonly candidates: number;
  };
  readonly registered: ReadonlyMap<string, readonly CandidateRow[]>;
}

/** Who votes where, and for whom, up to the ballot texts. Each table rests on the one before. */
export async function loadSetUp(loading: Loading): Promise<LoadedSetUp> {
  const { acts, setUp } = loading;
  let areas = 0;
  for (const level of areaLevels) {
    const rows = [...setUp.areas.values()].filter(({ values }) => values.level === level);
    if (rows.length > 0) areas += (await loading.recordRows(areaTables[level], rows, (row) => [acts.area(row)])).length;
  }
  const precincts = await loading.recordRows('precincts', [...setUp.precincts.values()], (row) => [acts.precinct(row)]);
  const contests = await loading.recordRows('contests', [...setUp.contests.values()], (row) => [acts.contest(row)]);
  const candidates = await loading.recordRows(
    'candidates',
    [...setUp.candidates.values()].flat(),
    (row) => acts.candidate(row),
    ({ values }) => values.contest,
  );
  const registered = Map.groupBy(candidates, ({ values }) => values.contest);
  await loading.recordRows('ballot texts', [...registered], ([contest, rows]) => [acts.ballotText(contest, rows)]);
  const taken = { areas, precincts: precincts.length, contests: contests.length, candidates: candidates.length };
  return { taken, registered };
}

const areaTables = { country: 'countries', region: 'regions', district: 'districts', locality: 'localities' } as const;
