import { againstAll } from '../../../domain/ballot-box/events.ts';
import type { CallRepeat } from '../../../domain/contest/commands.ts';
import type { ContestEvent } from '../../../domain/contest/events.ts';
import type { Act } from '../act.ts';
import type { Facts } from '../facts.ts';
import { among, dated, follows, type Inverses } from './inverse.ts';

/** What every act on a contest carries: its moments, and the election. */
const on = (at: string, act: Act, facts: Facts) => ({
  ...dated(at, act),
  facts: { election: facts.election(act.address.election) },
});

const callRepeat = (
  { data }: Extract<ContestEvent, { type: 'RepeatVotingCalled' | 'RepeatElectionCalled' }>,
  act: Act,
  facts: Facts,
): CallRepeat => ({ type: 'CallRepeat', ...data, ...on(data.at, act, facts) });

export const contestInverses: Inverses<'contest'> = {
  ContestCalled({ data: { area, commission, name, againstAll: line, termEnds, repeats, at } }, act, facts) {
    const { election } = act.address;
    return {
      type: 'CallContest',
      area,
      commission,
      name,
      againstAll: line,
      termEnds,
      repeats: repeats && { election: repeats.election, contest: repeats.contest },
      ...dated(at, act),
      facts: {
        election: facts.election(election),
        ancestry: facts.ancestry(election, area),
        heldIn: election,
        repeated: repeats ? facts.contest(repeats.election, repeats.contest) : undefined,
      },
    };
  },
  NominationExtended: ({ data }, act, facts) => ({ type: 'ExtendNomination', ...data, ...on(data.at, act, facts) }),
  CandidateNominated: ({ data }, act, facts) => ({ type: 'NominateCandidate', ...data, ...on(data.at, act, facts) }),
  SignaturesVerified: ({ data }, act, facts) => ({ type: 'VerifySignatures', ...data, ...on(data.at, act, facts) }),
  EligibilityChecked: ({ data }, act, facts) => ({ type: 'CheckEligibility', ...data, ...on(data.at, act, facts) }),
  CandidateRegistered: ({ data }, act, facts) => ({ type: 'RegisterCandidate', ...data, ...on(data.at, act, facts) }),
  RegistrationRefused: ({ data }, act, facts) => ({ type: 'RefuseRegistration', ...data, ...on(data.at, act, facts) }),
  CandidateWithdrawn: ({ data }, act, facts) => ({ type: 'WithdrawCandidate', ...data, ...on(data.at, act, facts) }),
  NominationRevoked: ({ data }, act, facts) => ({ type: 'RevokeNomination', ...data, ...on(data.at, act, facts) }),
  RegistrationCancelled: ({ data }, act, facts) => ({
    type: 'CancelRegistration',
    ...data,
    ...on(data.at, act, facts),
  }),
  RegistrationAppealed: ({ data }, act, facts) => ({ type: 'AppealRegistration', ...data, ...on(data.at, act, facts) }),
  AppealDecided: ({ data }, act, facts) => ({
    type: 'DecideAppeal',
    ...data,
    decidedBy: act.meta.area ?? null,
    ...on(data.at, act, facts),
  }),
  ContestProlonged: ({ data }, act, facts) => ({ type: 'ProlongContest', ...data, ...on(data.at, act, facts) }),
  BallotTextApproved({ data: { lines, at } }, act, facts) {
    const rest = on(at, act, facts);
    const byLaw = rest.facts.election?.rules.ballotOrder === 'kazakh-alphabet';
    const order = byLaw ? undefined : lines.filter((line) => line !== againstAll);
    return { type: 'ApproveBallotText', order, ...rest };
  },
  ResultTabulated: ({ data }, act, facts) => ({
    type: 'TabulateResult',
    ...dated(data.at, act),
    facts: {
      election: facts.election(act.address.election),
      tabulation: facts.sums.tabulationAsOf(data, act),
      checkpoint: data.checkpoint,
    },
  }),
  ResultApproved({ data: { position, at } }, act, facts) {
    const { election, contest } = act.address;
    const conducting = facts.contest(election, contest)?.commission;
    const composed = conducting === undefined ? undefined : facts.commission(election, conducting);
    return {
      type: 'ApproveResult',
      official: act.meta.actor,
      position,
      ...dated(at, act),
      facts: {
        election: facts.election(election),
        tabulation: facts.tabulation(election, contest),
        checkpoint: among(act.events, 'ResultCertified')?.data.checkpoint ?? null,
        commission: composed ?? { members: [], revision: 0 },
      },
    };
  },
  ResultCertified: follows,
  TieDeclared: follows,
  ResultPublished: ({ data }, act, facts) => ({ type: 'PublishResult', ...data, ...on(data.at, act, facts) }),
  AkimRegistered: ({ data }, act, facts) => ({ type: 'RegisterAkim', ...data, ...on(data.at, act, facts) }),
  InvalidationProposed: ({ data }, act, facts) => ({
    type: 'ProposeInvalidation',
    ...data,
    official: act.meta.actor,
    ...on(data.at, act, facts),
  }),
  ContestInvalidated: ({ data }, act, facts) => ({
    type: 'InvalidateContest',
    official: act.meta.actor,
    ...on(data.at, act, facts),
  }),
  RepeatVotingCalled: callRepeat,
  RepeatElectionCalled: callRepeat,
};
