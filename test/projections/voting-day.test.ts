import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addressOf, streams } from '../../src/domain/stream.ts';
import { progress } from '../../src/projections/progress/projection.ts';
import { progressOf } from '../../src/projections/progress/query.ts';
import { turnout as turnoutModel } from '../../src/projections/turnout/projection.ts';
import { turnoutOf } from '../../src/projections/turnout/query.ts';
import { type Happened, histories } from '../support/history.ts';
import { foldOf, recorded } from './answers.ts';
import { area, ballot, cast, closed, contest, precinct, roll, sealed, turnout } from './happenings.ts';

const at = '2021-07-25T09:00:00+06:00';
const after = async (...history: Happened[]) => foldOf(await recorded(history));
const opened = (code: string): Happened => ({ stream: streams.precinct('e', code), type: 'PollsOpened', data: { at } });
const shut = (code: string): Happened => ({ stream: streams.precinct('e', code), type: 'PollsClosed', data: { at } });
const setUp = [
  area('kz', 'country', null),
  area('r1', 'region', 'kz'),
  area('r2', 'region', 'kz'),
  precinct('p1', 'r1', 100),
  precinct('p2', 'r1', null),
  precinct('p3', 'r2', 50),
];

const turnoutAfter = async (history: Happened[], options = {}) =>
  turnoutOf((await after(...history)).view(turnoutModel), 'e', options)!.areas;

describe('Turnout', () => {
  const reports = [turnout('p1', 10, 10), turnout('p2', 10, 5), turnout('p1', 12, 30), turnout('p3', 12, 20)];

  it('is given by the hour, over the precincts that reported it, up to the country', async () => {
    expect(await turnoutAfter([...setUp, ...reports])).toEqual([
      {
        level: 'country',
        code: 'kz',
        precincts: 3,
        hours: [
          { hour: 10, reported: 2, ballotsIssued: 15, votersOnRoll: 100 },
          { hour: 12, reported: 2, ballotsIssued: 50, votersOnRoll: 150 },
        ],
      },
      {
        level: 'region',
        code: 'r1',
        precincts: 2,
        hours: [
          { hour: 10, reported: 2, ballotsIssued: 15, votersOnRoll: 100 },
          { hour: 12, reported: 1, ballotsIssued: 30, votersOnRoll: 100 },
        ],
      },
      {
        level: 'region',
        code: 'r2',
        precincts: 1,
        hours: [{ hour: 12, reported: 1, ballotsIssued: 20, votersOnRoll: 50 }],
      },
      {
        level: 'precinct',
        code: 'p1',
        precincts: 1,
        hours: [
          { hour: 10, reported: 1, ballotsIssued: 10, votersOnRoll: 100 },
          { hour: 12, reported: 1, ballotsIssued: 30, votersOnRoll: 100 },
        ],
      },
      {
        level: 'precinct',
        code: 'p2',
        precincts: 1,
        hours: [{ hour: 10, reported: 1, ballotsIssued: 5, votersOnRoll: null }],
      },
      {
        level: 'precinct',
        code: 'p3',
        precincts: 1,
        hours: [{ hour: 12, reported: 1, ballotsIssued: 20, votersOnRoll: 50 }],
      },
    ]);
  });

  it('rests on the latest roll, even one that came after the report', async () => {
    const [row] = await turnoutAfter([...setUp, ...reports, roll('p1', 120), roll('p2', 40), roll('p2', 30)], {
      area: 'r1',
    });
    expect(row!.hours.map(({ votersOnRoll }) => votersOnRoll)).toEqual([150, 120]);
  });

  it('can be asked for one level', async () => {
    expect((await turnoutAfter(setUp, { level: 'region' })).map(({ code }) => code)).toEqual(['r1', 'r2']);
  });
});

describe('Progress', () => {
  const history = [
    ...setUp,
    opened('p1'),
    opened('p3'),
    shut('p1'),
    contest('c', 'r1'),
    ballot('c', 'a', 'b'),
    contest('all', 'kz'),
    ballot('all', 'x'),
    shut('p3'),
    sealed('c', 'p1'),
    ...cast('c', 'p1', 'a', 'b', 'invalid:unsigned'),
    closed('c', 'p1', 3),
    sealed('all', 'p1'),
    ...cast('all', 'p1', 'x'),
    sealed('all', 'p3'),
    ...cast('all', 'p3', 'x', 'x'),
  ];
  const ask = async (options = {}) => progressOf((await after(...history)).view(progress), 'e', options)!;

  it('counts precincts, boxes and ballots up to the country', async () => {
    const { areas } = await ask();
    expect(
      areas.map(({ code, precincts: p, boxes: b, ballots }) => [
        code,
        p.expected,
        p.opened,
        p.closed,
        b.sealed,
        b.closed,
        ballots,
      ]),
    ).toEqual([
      ['kz', 3, 2, 2, 3, 1, 6],
      ['r1', 2, 1, 1, 2, 1, 4],
      ['r2', 1, 1, 1, 1, 0, 2],
      ['p1', 1, 1, 1, 2, 1, 4],
      ['p2', 1, 0, 0, 0, 0, 0],
      ['p3', 1, 1, 1, 1, 0, 2],
    ]);
  });

  it('counts by contest the precincts that vote in it, whether they opened before it was called or after', async () => {
    expect((await ask()).contests).toEqual([
      {
        code: 'all',
        area: 'kz',
        precincts: { expected: 3, opened: 2, closed: 2 },
        boxes: { sealed: 2, closed: 0 },
        ballots: 3,
      },
      {
        code: 'c',
        area: 'r1',
        precincts: { expected: 2, opened: 1, closed: 1 },
        boxes: { sealed: 1, closed: 1 },
        ballots: 3,
      },
    ]);
  });

  it('of an area is that of the contests within it', async () => {
    const asked = [await ask({ area: 'kz' }), await ask({ area: 'r1' }), await ask({ area: 'r2' })];
    expect(asked.map((answer) => answer.contests.map(({ code }) => code))).toEqual([['all', 'c'], ['c'], []]);
  });
});

describe('The voting day of any history', () => {
  it('counts at the root every precinct, box and ballot recorded', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const fold = await after(...history);
        const [root] = progressOf(fold.view(progress), 'e1', { level: 'country' })?.areas ?? [];
        const count = (type: string) =>
          history.filter((event) => event.type === type && addressOf(event.stream)!.election === 'e1').length;
        const [issued] = turnoutOf(fold.view(turnoutModel), 'e1', { level: 'country' })?.areas ?? [];
        const reports = (issued?.hours ?? []).reduce((sum, { reported }) => sum + reported, 0);
        expect([root?.precincts.expected ?? 0, root?.boxes.closed ?? 0, root?.ballots ?? 0, reports]).toEqual(
          ['PrecinctFormed', 'BallotBoxClosed', 'BallotCast', 'TurnoutReported'].map(count),
        );
      }),
      { numRuns: 25 },
    );
  });
});
