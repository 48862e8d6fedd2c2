import * as fc from 'fast-check';
import type { ContestCommand } from '../../src/domain/contest/commands.ts';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import type { ContestEvent } from '../../src/domain/contest/events.ts';
import { isRefusal } from '../../src/domain/decider.ts';
import { actsIn, evidence, reason } from './contest-acts.ts';
import { commissionOf, done, in2021, in2026, plurality } from './elections.ts';

const at = '2021-06-01T10:00:00+06:00';
const count = fc.nat({ max: 4 });
const vote = fc.nat({ max: 2 });

/** The commission that conducts the contest of these walks. */
export const members = commissionOf(3);

/** What an act on a contest is made of, sensible or not: few codes and positions, so that acts meet each other often. */
const ingredients = fc.record({
  type: fc.constantFrom<ContestCommand['type']>(
    'CallContest',
    'ExtendNomination',
    'NominateCandidate',
    'VerifySignatures',
    'CheckEligibility',
    'RegisterCandidate',
    'RefuseRegistration',
    'WithdrawCandidate',
    'ApproveBallotText',
    'TabulateResult',
    ...Array<'ApproveResult'>(8).fill('ApproveResult'),
    'CallRepeat',
    'RevokeNomination',
    'CancelRegistration',
    'AppealRegistration',
    'DecideAppeal',
    'ProlongContest',
    'PublishResult',
    'RegisterAkim',
    'ProposeInvalidation',
    'InvalidateContest',
  ),
  when: fc.oneof(
    { weight: 6, arbitrary: fc.constant(at) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '2021-07-12T09:00:00+06:00',
        '2021-07-20T09:00:00+06:00',
        '2021-07-26T09:00:00+06:00',
        '2031-01-01T00:00:00Z',
      ),
    },
  ),
  election: fc.constantFrom(in2021, in2021, in2021, in2026, plurality, undefined),
  candidate: fc.constantFrom('a', 'b', 'c', 'against-all'),
  nominatedBy: fc.constantFrom('party', 'self', 'akim'),
  until: fc.constantFrom('2021-07-12T18:00:00+06:00', '2021-08-12T18:00:00+06:00', '2021-02-31T00:00:00Z', 'soon'),
  votingDay: fc.constantFrom('2021-08-05', '2021-08-20', '2021-12-01', '2021-02-30'),
  official: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
  n: count,
  yes: fc.boolean(),
  tabulation: fc.record({
    position: fc.constantFrom(10, 10, 11),
    digest: fc.constant('0'.repeat(64)),
    basis: fc.constant('ballots' as const),
    ballotsInBoxes: count,
    ballotsInvalid: count,
    ballotsValid: count,
    votes: fc.record({ a: vote, b: vote, c: vote }),
    votesAgainstAll: count,
    uncounted: fc.constantFrom([], [], [], [], ['0412']),
    discrepancies: fc.constantFrom([], [], [], [], [{ precinct: '0412', relation: 'C2' }]),
    copiesDiffering: fc.constantFrom([], [], [], [], ['0412']),
    unposted: fc.constantFrom([], [], [], [], ['0412']),
    changedAt: fc.constantFrom(-1, 5, 9, 10, 11),
  }),
});

type Ingredients = typeof ingredients extends fc.Arbitrary<infer T> ? T : never;

function actOf({ type, when, election, candidate, n, yes, tabulation, ...rest }: Ingredients): ContestCommand {
  const act = { ...done(when), facts: { election } };
  switch (type) {
    case 'CallContest':
      return actsIn(in2021).call({}, when);
    case 'ExtendNomination':
      return { type, ...act, until: rest.until, reason: 'One alone was nominated' };
    case 'NominateCandidate':
      return { type, ...act, candidate, name: `Name ${n}`, nominatedBy: rest.nominatedBy, party: yes ? 'Ауыл' : null };
    case 'VerifySignatures': {
      const settlements = yes ? { all: 2, represented: n } : null;
      return { type, ...act, candidate, valid: n, votersInConstituency: 100 * n, settlements };
    }
    case 'CheckEligibility':
      return { type, ...act, candidate, eligible: yes };
    case 'RegisterCandidate':
    case 'WithdrawCandidate':
    case 'RegisterAkim':
      return { type, ...act, candidate };
    case 'RevokeNomination':
      return { type, ...act, candidate, reason };
    case 'AppealRegistration':
      return { type, ...act, candidate, reason, evidence };
    case 'DecideAppeal':
      return { type, ...act, candidate, granted: yes, reason, decidedBy: yes ? '63' : null };
    case 'ProlongContest':
      return { type, ...act, votingDay: rest.votingDay, reason };
    case 'PublishResult':
      return { type, ...act, where: 'The newspaper' };
    case 'ProposeInvalidation':
      return { type, ...act, reason, evidence, official: rest.official };
    case 'InvalidateContest':
      return { type, ...act, official: rest.official };
    case 'RefuseRegistration':
    case 'CancelRegistration':
      return { type, ...act, candidate, ground: 'OTHER_BY_LAW', reason };
    case 'ApproveBallotText':
      return { type, ...act, order: yes ? ['b', 'a'] : undefined };
    case 'TabulateResult':
      return { type, ...act, facts: { election, tabulation, checkpoint: null } };
    case 'ApproveResult': {
      const commission = { members, revision: 1 };
      return {
        type,
        ...act,
        official: rest.official,
        position: tabulation.position,
        facts: { election, tabulation, checkpoint: null, commission },
      };
    }
    case 'CallRepeat':
      return { type, ...act, votingDay: rest.votingDay, heldIn: yes ? 'again' : null };
  }
}

export const anyAct = ingredients.map(actOf);

const { call, nominate, check, register, approveText } = actsIn(in2021);
const ballotApproved = [
  call(),
  ...['a', 'b', 'c'].flatMap((code) => [nominate(code), check(code), register(code)]),
  approveText(),
];
const figures = (votes: { a: number; b: number; c: number }) => ({
  position: 10,
  digest: '0'.repeat(64),
  basis: 'ballots' as const,
  ballotsInBoxes: 5,
  ballotsInvalid: 0,
  ballotsValid: 5,
  votes,
  votesAgainstAll: 0,
  uncounted: [],
  discrepancies: [],
  copiesDiffering: [],
  unposted: [],
  changedAt: 9,
});
const tabulated = (votes: { a: number; b: number; c: number }): ContestCommand[] => [
  ...ballotApproved,
  {
    type: 'TabulateResult',
    ...done(at),
    facts: { election: in2021, tabulation: figures(votes), checkpoint: null },
  },
];
const ended = (votes: { a: number; b: number; c: number }): ContestCommand[] => [
  ...tabulated(votes),
  ...['m1', 'm2'].map((official) => ({
    type: 'ApproveResult' as const,
    ...done(at),
    official,
    position: 10,
    facts: {
      election: in2021,
      tabulation: figures(votes),
      checkpoint: null,
      commission: { members, revision: 1 },
    },
  })),
];

/** Any acts, on a contest that nobody called, or whose ballot is approved, or its result tabulated, or established. */
export const walks = fc.tuple(
  fc.constantFrom(
    [],
    ballotApproved,
    tabulated({ a: 3, b: 1, c: 1 }),
    tabulated({ a: 2, b: 2, c: 1 }),
    ended({ a: 3, b: 1, c: 1 }),
    ended({ a: 2, b: 2, c: 1 }),
  ),
  fc.array(anyAct, { minLength: 1, maxLength: 40, size: 'max' }),
);

export function walk([before, acts]: [readonly ContestCommand[], readonly ContestCommand[]]): ContestEvent[] {
  const events: ContestEvent[] = [];
  let state = contestDecider.initialState;
  for (const act of [...before, ...acts]) {
    const decision = contestDecider.decide(act, state);
    if (isRefusal(decision)) continue;
    for (const event of decision) state = contestDecider.evolve(state, event);
    events.push(...decision);
  }
  return events;
}
