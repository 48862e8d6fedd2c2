import type { CallContest, ContestCommand } from '../../src/domain/contest/commands.ts';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import type { RefusalGround } from '../../src/domain/contest/events.ts';
import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { given } from '../support/given.ts';
import { done } from './elections.ts';

/** Early enough for every deadline of the elections that these tests are about. */
const early = '2013-09-01T10:00:00Z';
export const reason = 'As the commission found';
export const evidence = 'e'.repeat(64);

/** Acts on a contest of that election; `at` is early enough for all deadlines unless the test says otherwise. */
export function actsIn(election: ElectionFacts) {
  const facts = { election };
  return {
    call: (change: Partial<CallContest> = {}, at = early): ContestCommand => ({
      type: 'CallContest',
      area: '631234567',
      name: { kk: 'Ақжар' },
      againstAll: true,
      termEnds: null,
      ...done(at),
      facts: {
        election,
        ancestry: [
          { code: '631234567', level: 'locality', parent: '6312' },
          { code: '6312', level: 'district', parent: '63' },
          { code: '63', level: 'region', parent: null },
        ],
        heldIn: 'e',
      },
      ...change,
    }),
    extend: (until: string, at = early): ContestCommand => ({
      type: 'ExtendNomination',
      until,
      reason,
      ...done(at),
      facts,
    }),
    nominate: (
      candidate: string,
      { by = 'party' as 'party' | 'self' | 'akim', at = early, name = `Candidate ${candidate}` } = {},
    ): ContestCommand => ({
      type: 'NominateCandidate',
      candidate,
      name,
      nominatedBy: by,
      party: by === 'party' ? 'Ауыл' : null,
      ...done(at),
      facts,
    }),
    verify: (
      candidate: string,
      valid: number,
      votersInConstituency: number,
      settlements: { all: number; represented: number } | null = null,
    ): ContestCommand => ({
      type: 'VerifySignatures',
      candidate,
      valid,
      votersInConstituency,
      settlements,
      ...done(early),
      facts,
    }),
    check: (candidate: string, eligible = true): ContestCommand => ({
      type: 'CheckEligibility',
      candidate,
      eligible,
      ...done(early),
      facts,
    }),
    register: (candidate: string, at = early): ContestCommand => ({
      type: 'RegisterCandidate',
      candidate,
      ...done(at),
      facts,
    }),
    refuse: (candidate: string, at = early, ground: RefusalGround = 'BRIBERY_FOUND_BY_COURT'): ContestCommand => ({
      type: 'RefuseRegistration',
      candidate,
      ground,
      reason,
      ...done(at),
      facts,
    }),
    withdraw: (candidate: string, at = early): ContestCommand => ({
      type: 'WithdrawCandidate',
      candidate,
      ...done(at),
      facts,
    }),
    revoke: (candidate: string, at = early): ContestCommand => ({
      type: 'RevokeNomination',
      candidate,
      reason,
      ...done(at),
      facts,
    }),
    cancel: (candidate: string, at = early, ground: RefusalGround = 'OFFICE_ABUSE'): ContestCommand => ({
      type: 'CancelRegistration',
      candidate,
      ground,
      reason,
      ...done(at),
      facts,
    }),
    appeal: (candidate: string, at = early): ContestCommand => ({
      type: 'AppealRegistration',
      candidate,
      reason,
      evidence,
      ...done(at),
      facts,
    }),
    decideAppeal: (
      candidate: string,
      { granted = true, at = early, decidedBy = '63' as string | null } = {},
    ): ContestCommand => ({
      type: 'DecideAppeal',
      candidate,
      granted,
      reason,
      decidedBy,
      ...done(at),
      facts,
    }),
    prolong: (votingDay: string, at: string): ContestCommand => ({
      type: 'ProlongContest',
      votingDay,
      reason,
      ...done(at),
      facts,
    }),
    approveText: (order?: readonly string[], at = early): ContestCommand => ({
      type: 'ApproveBallotText',
      order,
      ...done(at),
      facts,
    }),
  };
}

/** A contest that was called in that election. */
export function called(election: ElectionFacts, change: Partial<CallContest> = {}) {
  return given(contestDecider).after(actsIn(election).call(change));
}

/** A contest with these candidates registered, in this order. */
export function registered(election: ElectionFacts, ...candidates: readonly string[]) {
  const { nominate, check, register } = actsIn(election);
  return called(election).after(
    ...candidates.flatMap((candidate) => [nominate(candidate), check(candidate), register(candidate)]),
  );
}
