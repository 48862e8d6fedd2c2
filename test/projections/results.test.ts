import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { results } from '../../src/projections/results/projection.ts';
import { resultsOf, type ResultsOptions } from '../../src/projections/results/query.ts';
import { type Happened, histories } from '../support/history.ts';
import { foldOf, recorded } from './answers.ts';
import { area, precinct, contest, ballot, sealed, cast, closed, roll, turnout } from './happenings.ts';
import { countedPlainly, plainly } from './plain-count.ts';

async function contestsAfter(history: Happened[], options?: ResultsOptions) {
  return resultsOf(foldOf(await recorded(history)).view(results), 'e', options)!.contests;
}

async function row(history: Happened[], code: string) {
  const [first] = await contestsAfter(history, { area: code });
  return first!.areas[0]!;
}

/** A district with two localities; the contest is for the whole district. */
const country = [area('kz', 'country', null), area('d', 'district', 'kz')];
const twoLocalities = [area('l1', 'locality', 'd'), area('l2', 'locality', 'd')];
const threePrecincts = [precinct('p1', 'l1', 100), precinct('p2', 'l1', null), precinct('p3', 'l2', 50)];
const called = [contest('c', 'd'), ballot('c', 'a', 'b', 'against-all')];
const setUp = [...country, ...twoLocalities, ...threePrecincts, ...called];
const counted = [
  sealed('c', 'p1'),
  ...cast('c', 'p1', 'a', 'a', 'b', 'against-all', 'invalid:unsigned'),
  closed('c', 'p1', 5),
  sealed('c', 'p3'),
  ...cast('c', 'p3', 'b', 'invalid:intent-unclear'),
];

describe('The results of a contest', () => {
  it('add up from the precincts to the country', async () => {
    const { areas, ...head } = (await contestsAfter([...setUp, ...counted]))[0]!;
    expect(head).toEqual({ code: 'c', area: 'd', status: 'ballot-approved', digest: expect.any(String) });
    expect(areas.map(({ code, votes }) => [code, votes])).toEqual([
      ['kz', { a: 2, b: 2 }],
      ['d', { a: 2, b: 2 }],
      ['l1', { a: 2, b: 1 }],
      ['l2', { a: 0, b: 1 }],
      ['p1', { a: 2, b: 1 }],
      ['p2', { a: 0, b: 0 }],
      ['p3', { a: 0, b: 1 }],
    ]);
  });

  it('give every figure that ballots give, and null where nobody gave one', async () => {
    const nothing = {
      ballotsReceived: null,
      ballotsIssuedOutside: null,
      ballotsIssuedAbsentee: null,
      ballotsUnused: null,
      ballotsSpoiled: null,
      ballotsInMobileBoxes: null,
    };
    const reported = [turnout('p1', 10, 3), turnout('p1', 12, 6)];
    const ballots = { ballotsInBoxes: 7, ballotsInvalid: 2, ballotsValid: 5, votesAgainstAll: 1 };
    const invalid = {
      'wrong-form': 0,
      unsigned: 1,
      'more-than-one-marked': 0,
      'pencil-or-erasure': 0,
      'intent-unclear': 1,
    };
    expect(await row([...setUp, ...counted, ...reported], 'd')).toEqual({
      level: 'district',
      code: 'd',
      basis: 'ballots',
      precincts: { expected: 3, counted: 1, flagged: 0, invalidated: 0 },
      figures: { ...nothing, votersOnRoll: 150, ballotsIssued: 6, ...ballots },
      votes: { a: 2, b: 2 },
      invalid,
      fromBallots: { figures: ballots, votes: { a: 2, b: 2 }, invalid },
      fromProtocols: null,
    });
    const empty = { ballotsInBoxes: null, ballotsInvalid: null, ballotsValid: null, votesAgainstAll: null };
    expect((await row([...setUp, ...counted], 'p2')).figures).toEqual({
      ...nothing,
      ...empty,
      votersOnRoll: null,
      ballotsIssued: null,
    });
  });

  it('say 0, not null, of a box that was sealed and held nothing', async () => {
    const { figures } = await row([...setUp, sealed('c', 'p2')], 'p2');
    expect([figures.ballotsInBoxes, figures.ballotsValid, figures.votesAgainstAll]).toEqual([0, 0, 0]);
  });

  it('have no figure against all where the ballot has no such line', async () => {
    const history = [
      ...country,
      contest('c', 'd', false),
      ballot('c', 'a', 'b'),
      precinct('p', 'd', 9),
      sealed('c', 'p'),
    ];
    expect((await row(history, 'p')).figures.votesAgainstAll).toBeNull();
  });

  it('rest on the roll last received, and before that on the one the precinct was formed with', async () => {
    expect((await row([...setUp, roll('p1', 120), roll('p2', 7), roll('p1', 90)], 'd')).figures.votersOnRoll).toBe(147);
  });

  it('are the same whether areas and precincts came before the contest or after', async () => {
    const early = [...setUp, roll('p1', 120), turnout('p1', 10, 5), ...counted];
    const late = [
      ...country,
      ...called,
      ...twoLocalities,
      ...threePrecincts,
      roll('p1', 120),
      turnout('p1', 10, 5),
      ...counted,
    ];
    const between = [
      ...country,
      ...twoLocalities,
      ...threePrecincts,
      roll('p1', 120),
      turnout('p1', 10, 5),
      ...called,
      ...counted,
    ];
    const [first] = await contestsAfter(early);
    expect(await contestsAfter(late)).toEqual([first]);
    expect(await contestsAfter(between)).toEqual([first]);
  });

  it('show a precinct where two candidates have as many votes each', async () => {
    const { votes } = await row([...setUp, sealed('c', 'p1'), ...cast('c', 'p1', 'a', 'b', 'b', 'a')], 'p1');
    expect(votes).toEqual({ a: 2, b: 2 });
  });

  it('leave out a precinct of another constituency', async () => {
    const history = [...country, ...twoLocalities, ...threePrecincts, contest('c', 'l2')];
    const { areas } = (await contestsAfter(history))[0]!;
    expect(areas.map(({ code }) => code)).toEqual(['kz', 'd', 'l2', 'p3']);
  });

  it('can be asked for one level, one contest, or one place', async () => {
    const both = [...setUp, contest('local', 'l2'), ...counted];
    const codes = async (options: ResultsOptions) =>
      (await contestsAfter(both, options)).map(({ code, areas }) => [code, areas.map((each) => each.code).join(' ')]);
    expect(await codes({ level: 'locality' })).toEqual([
      ['c', 'l1 l2'],
      ['local', 'l2'],
    ]);
    expect(await codes({ contest: 'local', level: 'precinct' })).toEqual([['local', 'p3']]);
    expect(await codes({ area: 'p1' })).toEqual([['c', 'p1']]);
  });

  it('do not exist for an election or a contest that nobody called', async () => {
    const view = foldOf(await recorded(setUp)).view(results);
    expect(resultsOf(view, 'other')).toBeUndefined();
    expect(resultsOf(view, 'e', { contest: 'other' })).toBeUndefined();
  });
});

describe('The results of any history', () => {
  it('are what a plain count of its events gives', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const answer = resultsOf(foldOf(await recorded(history)).view(results), 'e1');
        expect(plainly(answer?.contests ?? [])).toEqual(countedPlainly(history, 'e1'));
      }),
      { numRuns: 50 },
    );
  });

  it('come in pages that are together the whole', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 3 }), async (history, limit) => {
        const view = foldOf(await recorded(history)).view(results);
        const whole = resultsOf(view, 'e1');
        if (!whole) return;
        const pages = [resultsOf(view, 'e1', { limit })!];
        for (let { next } = pages[0]!; next !== null; { next } = pages.at(-1)!) {
          pages.push(resultsOf(view, 'e1', { limit, after: next })!);
        }
        expect(pages.flatMap(({ contests }) => contests)).toEqual(whole.contests);
        expect(pages.every(({ contests }) => contests.length <= limit)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
