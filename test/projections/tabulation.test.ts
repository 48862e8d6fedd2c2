import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { Projector } from '../../src/projections/projector.ts';
import { allProjections } from '../../src/projections/read-models.ts';
import { resultsOf } from '../../src/projections/results/query.ts';
import { results } from '../../src/projections/results/projection.ts';
import { ResultsTabulator } from '../../src/projections/results/results-tabulator.ts';
import { openSnapshots } from '../../src/projections/snapshots/sqlite-snapshots.ts';
import { type Happened, record } from '../support/history.ts';
import { area, ballot, cast, closed, contest, precinct, roll, sealed, turnout } from './happenings.ts';

let store: EventStore;
let projector: Projector;
let tabulator: ResultsTabulator;

const history: Happened[] = [
  area('kz', 'country', null),
  area('d', 'district', 'kz'),
  area('other', 'district', 'kz'),
  precinct('p1', 'd', 10),
  precinct('d', 'd', null),
  precinct('far', 'other', null),
  contest('c', 'd'),
  ballot('c', 'b', 'a', 'against-all'),
  contest('elsewhere', 'other'),
  ballot('elsewhere', 'x'),
  sealed('c', 'p1'),
  ...cast('c', 'p1', 'a', 'a', 'b', 'against-all', 'invalid:unsigned'),
  closed('c', 'p1', 5),
];

beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  projector = new Projector(store, allProjections, openSnapshots(':memory:'));
  tabulator = new ResultsTabulator(store, projector);
  await projector.start();
});

afterEach(async () => {
  await projector.stop();
  await store.close();
});

describe('A tabulation', () => {
  it('gives the figures of the constituency at the head, and the precincts that are not counted', async () => {
    await record(store, history);
    const tabulation = await tabulator.tabulate('e', 'c');
    expect(tabulation).toEqual({
      position: history.length - 1,
      digest: resultsOf(projector.view(results), 'e')!.contests[0]!.digest,
      basis: 'ballots',
      ballotsInBoxes: 5,
      ballotsInvalid: 1,
      ballotsValid: 4,
      votes: { b: 1, a: 2 },
      votesAgainstAll: 1,
      uncounted: ['d'],
      discrepancies: [],
      copiesDiffering: [],
      unposted: [],
      changedAt: history.length - 1,
    });
    expect(Object.keys(tabulation!.votes)).toEqual(['b', 'a']);
  });

  it('waits until what was recorded before it was asked for is in the results', async () => {
    await record(store, history);
    const behind = new Projector(store, allProjections, openSnapshots(':memory:'));
    const asked = new ResultsTabulator(store, behind).tabulate('e', 'c');
    expect(behind.position).toBe(-1);
    await behind.start();
    expect((await asked)!.position).toBe(history.length - 1);
    await behind.stop();
  });

  it('does not exist for a contest that nobody called', async () => {
    expect(await tabulator.tabulate('e', 'c')).toBeUndefined();
    await record(store, history);
    expect(await tabulator.tabulate('e', 'x')).toBeUndefined();
    expect(await tabulator.tabulate('x', 'c')).toBeUndefined();
  });

  const at = '2021-07-25T22:00:00+06:00';
  const stream = contest('c', 'd').stream;
  const decided = { position: 17, digest: '0'.repeat(64), at };
  const tabulated: Happened = {
    stream,
    type: 'ResultTabulated',
    data: {
      ...decided,
      basis: 'ballots',
      ballotsInBoxes: 5,
      ballotsInvalid: 1,
      ballotsValid: 4,
      votes: {},
      votesAgainstAll: 1,
      checkpoint: null,
    },
  };

  it.each<[string, Happened[]]>([
    ['a ballot', [sealed('c', 'd'), ...cast('c', 'd', 'a')]],
    ['a roll', [roll('p1', 11)]],
    ['a turnout', [turnout('p1', 10, 1)]],
    ['a precinct of the constituency', [precinct('p9', 'd', null)]],
    ['an area of the constituency', [area('l', 'locality', 'd')]],
    ['a withdrawal', [{ stream, type: 'CandidateWithdrawn', data: { candidate: 'a', at } }]],
  ])('says that the contest has changed when %s came later', async (_, more) => {
    await record(store, [...history, tabulated, ...more]);
    expect((await tabulator.tabulate('e', 'c'))!.changedAt).toBe(history.length + more.length);
  });

  it.each<[string, Happened[]]>([
    [
      'itself and the voices for it',
      [tabulated, { stream, type: 'ResultApproved', data: { official: 'o1', position: 17, commission: 0, at } }],
    ],
    [
      'a certificate',
      [{ stream, type: 'ResultCertified', data: { ...decided, winner: 'a', votes: 2, checkpoint: null } }],
    ],
    ['a tie', [{ stream, type: 'TieDeclared', data: { ...decided, candidates: ['a', 'b'], votes: 2 } }]],
    ['what concerns another contest', [sealed('elsewhere', 'far'), ...cast('elsewhere', 'far', 'x'), roll('far', 3)]],
  ])('is not changed by %s', async (_, more) => {
    await record(store, history);
    const before = (await tabulator.tabulate('e', 'c'))!;
    await record(store, [...history, ...more], history.length);
    expect(await tabulator.tabulate('e', 'c')).toEqual({ ...before, position: history.length + more.length - 1 });
  });
});
