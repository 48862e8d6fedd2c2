import { describe, expect, it } from '@jest/globals';
import type { ContestEvent } from '../../src/domain/contest/events.ts';
import { streams } from '../../src/domain/stream.ts';
import { areas } from '../../src/projections/areas/projection.ts';
import { findArea, listAreas } from '../../src/projections/areas/query.ts';
import { contests } from '../../src/projections/contests/projection.ts';
import { findContest, listCandidates, listContests } from '../../src/projections/contests/query.ts';
import { elections } from '../../src/projections/elections/projection.ts';
import { findElection, listElections } from '../../src/projections/elections/query.ts';
import { precincts } from '../../src/projections/precincts/projection.ts';
import { findPrecinct, listPrecincts } from '../../src/projections/precincts/query.ts';
import type { Happened } from '../support/history.ts';
import { foldOf, recorded } from './answers.ts';
import { area, ballot, contest, precinct, roll } from './happenings.ts';

const at = '2021-07-25T09:00:00+06:00';
const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
const after = async (...history: Happened[]) => foldOf(await recorded(history));

const election = (id: string): Happened => ({
  stream: streams.election(id),
  type: 'ElectionCalled',
  data: {
    name: { en: id },
    votingDay: '2021-07-25',
    ruleSet: 'kz-akim-2021',
    timeZone: 'Asia/Almaty',
    minimumBallotBatch: 20,
    personalSignatures: false,
    at,
  },
});
const members = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ official: `o${i}`, name: `Member ${i}`, office: 'member' as const }));
const commission = (stream: Happened['stream'], count: number): Happened => ({
  stream,
  type: 'CommissionComposed',
  data: { members: members(count) },
});
const tree = [
  area('kz', 'country', null),
  area('r2', 'region', 'kz'),
  area('r1', 'region', 'kz'),
  area('l', 'locality', 'r1'),
];

describe('Elections', () => {
  it('are listed in the order of their ids, page by page', async () => {
    const view = (await after(election('b'), election('a'), election('c'))).view(elections);
    const first = listElections(view, { limit: 2 });
    expect(first.elections.map(({ id }) => id)).toEqual(['a', 'b']);
    const second = listElections(view, { limit: 2, after: first.next! });
    expect([second.elections.map(({ id }) => id), second.next]).toEqual([['c'], null]);
    expect(second.digest).toBe(first.digest);
  });

  it('are found with all that their call says', async () => {
    const view = (await after(election('a'))).view(elections);
    expect(findElection(view, 'a')).toEqual({
      digest: sha256,
      id: 'a',
      name: { en: 'a' },
      votingDay: '2021-07-25',
      ruleSet: 'kz-akim-2021',
      timeZone: 'Asia/Almaty',
      minimumBallotBatch: 20,
      personalSignatures: false,
      calledAt: at,
    });
    expect(findElection(view, 'b')).toBeUndefined();
  });
});

describe('Areas', () => {
  it('are found with the areas below and their commission as last composed', async () => {
    const stream = streams.area('e', 'r1');
    const view = (await after(...tree, commission(stream, 7), commission(stream, 5))).view(areas);
    expect(findArea(view, 'e', 'r1')).toEqual({
      digest: sha256,
      code: 'r1',
      level: 'region',
      parent: 'kz',
      name: { en: 'Name' },
      children: ['l'],
      commission: { members: 5, majority: 3 },
    });
    expect(findArea(view, 'e', 'kz')).toMatchObject({ children: ['r2', 'r1'], commission: null });
    expect([findArea(view, 'e', 'x'), findArea(view, 'x', 'kz'), listAreas(view, 'x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are listed by the area above and by level, page by page', async () => {
    const view = (await after(...tree)).view(areas);
    const codes = (options: Parameters<typeof listAreas>[2]) => {
      const { areas: listed, next } = listAreas(view, 'e', options)!;
      return [listed.map(({ code }) => code), next];
    };
    expect(codes({})).toEqual([['kz', 'l', 'r1', 'r2'], null]);
    expect(codes({ parent: 'kz' })).toEqual([['r1', 'r2'], null]);
    expect(codes({ level: 'region', limit: 1 })).toEqual([['r1'], 'r1']);
    expect(codes({ level: 'region', limit: 1, after: 'r1' })).toEqual([['r2'], null]);
  });

  it('given in an answer stay as they were when something changes afterwards', async () => {
    const events = await recorded([...tree, area('l2', 'locality', 'r1')]);
    const fold = foldOf(events.slice(0, -1));
    const before = findArea(fold.view(areas), 'e', 'r1');
    fold.apply(events.at(-1)!);
    expect(before).toMatchObject({ children: ['l'] });
    expect(findArea(fold.view(areas), 'e', 'r1')).toMatchObject({ children: ['l', 'l2'] });
  });
});

describe('Precincts', () => {
  const stream = streams.precinct('e', 'p1');
  it('are found with their latest roll, their commission, and when their polls opened and closed', async () => {
    const history = [
      ...tree,
      precinct('p1', 'l', 100),
      commission(stream, 5),
      roll('p1', 90),
      { stream, type: 'PollsOpened' as const, data: { at: '2021-07-25T07:00:00+06:00' } },
    ];
    const open = {
      digest: sha256,
      code: 'p1',
      area: 'l',
      name: 'p1',
      votersOnRoll: 90,
      status: 'open',
      openedAt: '2021-07-25T07:00:00+06:00',
      closedAt: null,
      commission: { members: 5, majority: 3 },
    };
    expect(findPrecinct((await after(...history)).view(precincts), 'e', 'p1')).toEqual(open);
    const closed = [...history, { stream, type: 'PollsClosed' as const, data: { at: '2021-07-25T20:00:00+06:00' } }];
    expect(findPrecinct((await after(...closed)).view(precincts), 'e', 'p1')).toEqual({
      ...open,
      status: 'closed',
      closedAt: '2021-07-25T20:00:00+06:00',
    });
  });

  it('are listed by area, page by page', async () => {
    const formed = [precinct('p1', 'l', null), precinct('p0', 'l', null), precinct('p2', 'r2', null)];
    const view = (await after(...tree, ...formed)).view(precincts);
    const codes = (options: Parameters<typeof listPrecincts>[2]) => {
      const { precincts: listed, next } = listPrecincts(view, 'e', options)!;
      return [listed.map(({ code }) => code), next];
    };
    expect(codes({})).toEqual([['p0', 'p1', 'p2'], null]);
    expect(codes({ area: 'l', limit: 1 })).toEqual([['p0'], 'p0']);
    expect(codes({ area: 'r2' })).toEqual([['p2'], null]);
  });
});

const of = <E extends ContestEvent>(event: E) => ({ stream: streams.contest('e', 'c'), ...event });
const contestAfter = async (...history: Happened[]) => findContest((await after(...history)).view(contests), 'e', 'c')!;

describe('Contests', () => {
  const nominated = (candidate: string) =>
    of({ type: 'CandidateNominated', data: { candidate, name: candidate, nominatedBy: 'self', party: null, at } });
  const called = [...tree, contest('c', 'l')];
  const tabulated = of({
    type: 'ResultTabulated',
    data: {
      position: 9,
      digest: '0'.repeat(64),
      basis: 'ballots',
      ballotsInBoxes: 3,
      ballotsInvalid: 0,
      ballotsValid: 3,
      votes: { a: 2, b: 1 },
      votesAgainstAll: 0,
      at,
      checkpoint: null,
    },
  });
  const approved = (official: string) =>
    of({ type: 'ResultApproved', data: { official, position: 9, commission: 0, at } });
  const decided = { position: 9, digest: '0'.repeat(64), votes: 2, at };
  const steps: [string, Happened[]][] = [
    ['called', called],
    ['nomination', [nominated('a'), nominated('b')]],
    ['ballot-approved', [ballot('c', 'a', 'b', 'against-all')]],
    ['tabulated', [tabulated, approved('o1')]],
  ];

  it('go from the call to the certificate, or over a tie to a repeat', async () => {
    const history: Happened[] = [];
    for (const [status, events] of steps) {
      history.push(...events);
      expect((await contestAfter(...history)).status).toBe(status);
    }
    expect(
      (
        await contestAfter(
          ...history,
          of({ type: 'ResultCertified', data: { ...decided, winner: 'a', checkpoint: null } }),
        )
      ).status,
    ).toBe('certified');
    history.push(of({ type: 'TieDeclared', data: { ...decided, candidates: ['a', 'b'] } }));
    expect((await contestAfter(...history)).status).toBe('tie');
    history.push(of({ type: 'RepeatVotingCalled', data: { votingDay: '2021-08-20', heldIn: null, at } }));
    expect((await contestAfter(...history)).status).toBe('repeat-called');
  });

  it('hold the voices for the tabulation that stands, and forget those for an earlier one', async () => {
    const history = [...steps.flatMap(([, events]) => events), approved('o2')];
    expect((await contestAfter(...history)).approvals).toEqual(['o1', 'o2']);
    expect((await contestAfter(...history, tabulated)).approvals).toEqual([]);
  });

  it('have candidates, each with what became of them', async () => {
    const view = (
      await after(
        ...called,
        nominated('a'),
        nominated('b'),
        nominated('c'),
        of({
          type: 'SignaturesVerified',
          data: { candidate: 'a', valid: 9, votersInConstituency: 900, settlements: null, at },
        }),
        of({ type: 'EligibilityChecked', data: { candidate: 'a', eligible: true, at } }),
        of({ type: 'CandidateRegistered', data: { candidate: 'a', at } }),
        of({ type: 'RegistrationRefused', data: { candidate: 'b', ground: 'OFFICE_ABUSE', reason: 'Found', at } }),
        of({ type: 'CandidateWithdrawn', data: { candidate: 'c', at } }),
      )
    ).view(contests);
    const { digest, candidates } = listCandidates(view, 'e', 'c')!;
    const nomination = {
      nominatedBy: 'self',
      party: null,
      nominatedAt: at,
      signatures: null,
      eligible: null,
      refusal: null,
      revocation: null,
      cancellation: null,
      appeals: [],
    };
    expect(candidates).toEqual([
      {
        ...nomination,
        code: 'a',
        name: 'a',
        status: 'registered',
        signatures: { valid: 9, votersInConstituency: 900, settlements: null, at },
        eligible: true,
      },
      {
        ...nomination,
        code: 'b',
        name: 'b',
        status: 'refused',
        refusal: { ground: 'OFFICE_ABUSE', reason: 'Found', at },
      },
      { ...nomination, code: 'c', name: 'c', status: 'withdrawn' },
    ]);
    expect(digest).toBe(findContest(view, 'e', 'c')!.digest);
    expect(listCandidates(view, 'e', 'x')).toBeUndefined();
  });

  it('say how each candidate left, and what came of the appeals', async () => {
    const evidence = '0'.repeat(64);
    const cancelled = { ground: 'OFFICE_ABUSE' as const, reason: 'Found', at };
    const appealed = { reason: 'Not so', evidence, at };
    const decision = { granted: false, reason: 'So it is', decidedBy: 'kz', at };
    const history = [
      ...called,
      nominated('a'),
      nominated('b'),
      of({ type: 'CandidateRegistered', data: { candidate: 'a', at } }),
      of({ type: 'RegistrationCancelled', data: { candidate: 'a', ...cancelled } }),
      of({ type: 'NominationRevoked', data: { candidate: 'b', reason: 'By congress', at } }),
      of({ type: 'RegistrationAppealed', data: { candidate: 'a', ...appealed } }),
    ];
    const [a, b] = (await contestAfter(...history)).candidates;
    expect(a).toMatchObject({
      status: 'cancelled',
      cancellation: cancelled,
      appeals: [{ ...appealed, decision: null }],
    });
    expect(b).toMatchObject({ status: 'revoked', revocation: { reason: 'By congress', at } });
    const answered = of({ type: 'AppealDecided', data: { candidate: 'a', ...decision } });
    const [candidate] = (await contestAfter(...history, answered)).candidates;
    expect(candidate).toMatchObject({ status: 'cancelled', appeals: [{ ...appealed, decision }] });
  });

  it('lose their ballot when they are put off, or when somebody comes back who has no line on it', async () => {
    const onBallot = [...called, nominated('a'), nominated('b'), nominated('c'), ballot('c', 'a', 'b', 'against-all')];
    const back = (candidate: string) => of({ type: 'CandidateRegistered', data: { candidate, at } });
    expect(await contestAfter(...onBallot, back('a'))).toMatchObject({ status: 'ballot-approved' });
    expect(await contestAfter(...onBallot, back('c'))).toMatchObject({ status: 'nomination', ballot: null });
    const prolonged = of({ type: 'ContestProlonged', data: { votingDay: '2021-08-01', reason: 'Few', at } });
    expect(await contestAfter(...onBallot, prolonged)).toMatchObject({
      status: 'nomination',
      ballot: null,
      votingDay: '2021-08-01',
      prolongations: [{ votingDay: '2021-08-01', reason: 'Few', at }],
    });
  });

  it('keep every certificate, and say which of them stands', async () => {
    const certify = (winner: string) => of({ type: 'ResultCertified', data: { ...decided, winner, checkpoint: null } });
    const history = [...steps.flatMap(([, events]) => events), certify('a')];
    expect(await contestAfter(...history)).toMatchObject({
      certified: { winner: 'a' },
      certificates: [{ winner: 'a' }],
    });
    const again = await contestAfter(...history, tabulated);
    expect(again).toMatchObject({
      status: 'tabulated',
      certified: null,
      certificates: [{ winner: 'a' }],
      approvals: [],
    });
    const certified = await contestAfter(...history, tabulated, certify('b'));
    expect(certified).toMatchObject({ certified: { winner: 'b' }, certificates: [{ winner: 'a' }, { winner: 'b' }] });
  });

  it('say where they were published, who was registered, and that they are void', async () => {
    const history = [
      ...steps.flatMap(([, events]) => events),
      of({ type: 'ResultCertified', data: { ...decided, winner: 'a', checkpoint: null } }),
    ];
    const published = of({ type: 'ResultPublished', data: { where: 'Here', at } });
    const akim = of({ type: 'AkimRegistered', data: { candidate: 'a', at } });
    expect(await contestAfter(...history, published, akim)).toMatchObject({
      status: 'certified',
      published: { where: 'Here', at },
      akimRegistered: { candidate: 'a', at },
    });
    const words = { reason: 'Why', evidence: '0'.repeat(64), at };
    const proposed = of({ type: 'InvalidationProposed', data: { ...words, official: 'o1' } });
    const invalidated = of({ type: 'ContestInvalidated', data: { ...words, proposedBy: 'o1', official: 'o2' } });
    expect(await contestAfter(...history, proposed, invalidated)).toMatchObject({
      status: 'invalidated',
      invalidationProposed: { official: 'o1' },
      invalidated: { proposedBy: 'o1', official: 'o2' },
    });
  });

  it('are listed by status', async () => {
    const view = (await after(...called, nominated('a'), contest('b', 'kz'))).view(contests);
    const codes = (status: 'called' | 'nomination' | 'tie') =>
      listContests(view, 'e', { status })!.contests.map(({ code }) => code);
    expect([codes('called'), codes('nomination'), codes('tie')]).toEqual([['b'], ['c'], []]);
  });

  it('are listed by constituency', async () => {
    const view = (await after(...called, contest('b', 'kz'), contest('d', 'l'))).view(contests);
    const codes = (constituency?: string) =>
      listContests(view, 'e', { area: constituency })!.contests.map(({ code }) => code);
    expect([codes(), codes('l'), codes('kz')]).toEqual([['b', 'c', 'd'], ['c', 'd'], ['b']]);
  });
});
