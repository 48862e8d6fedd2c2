import type { ContestEvent } from './events.ts';
import type { CandidateState, ContestState, NominationStage, Seat } from './state.ts';

/** Total: an event that no decider would have recorded at this stage leaves the state as it is. */
export function evolveContest(state: ContestState, event: ContestEvent): ContestState {
  if (event.type === 'ContestCalled') {
    const { area, commission, againstAll, repeats } = event.data;
    return { stage: 'nomination', area, commission, againstAll, repeats, candidates: new Map() };
  }
  if (state.stage === 'not-called') return state;
  switch (event.type) {
    case 'NominationExtended':
      return { ...state, extendedUntil: event.data.until };
    case 'CandidateNominated': {
      const { candidate, name, nominatedBy } = event.data;
      const candidates = new Map(state.candidates).set(candidate, { name, nominatedBy, status: 'nominated' });
      return { ...state, candidates };
    }
    case 'SignaturesVerified': {
      const { candidate, valid, votersInConstituency, settlements } = event.data;
      return withCandidate(state, candidate, { signatures: { valid, votersInConstituency, settlements } });
    }
    case 'EligibilityChecked':
      return withCandidate(state, event.data.candidate, { eligible: event.data.eligible });
    case 'CandidateRegistered':
      return registered(withCandidate(state, event.data.candidate, { status: 'registered', denial: undefined }), event);
    case 'RegistrationRefused':
      return withCandidate(state, event.data.candidate, { status: 'refused', denial: { at: event.data.at } });
    case 'RegistrationCancelled':
      return withCandidate(state, event.data.candidate, { status: 'cancelled', denial: { at: event.data.at } });
    case 'CandidateWithdrawn':
      return withCandidate(state, event.data.candidate, { status: 'withdrawn' });
    case 'NominationRevoked':
      return withCandidate(state, event.data.candidate, { status: 'revoked' });
    case 'RegistrationAppealed':
      return withDenial(state, event.data.candidate, { appealedAt: event.data.at });
    case 'AppealDecided':
      return withDenial(state, event.data.candidate, { decided: true });
    case 'ContestProlonged':
      return { ...reopened(state), votingDay: event.data.votingDay };
    case 'BallotTextApproved':
      return state.stage === 'nomination' ? { ...state, stage: 'ballot-approved', lines: event.data.lines } : state;
    case 'ResultTabulated': {
      if (state.stage === 'nomination' || state.stage === 'invalidated' || state.stage === 'repeat-called')
        return state;
      const { position, digest, votes } = event.data;
      const { lines, proposal } = state;
      return {
        ...seatOf(state),
        lines,
        ...(proposal && { proposal }),
        stage: 'tabulated',
        tabulated: { position, digest, votes, approvedBy: [] },
      };
    }
    case 'ResultApproved': {
      if (state.stage !== 'tabulated') return state;
      const { tabulated } = state;
      return { ...state, tabulated: { ...tabulated, approvedBy: [...tabulated.approvedBy, event.data.official] } };
    }
    case 'ResultCertified': {
      if (state.stage !== 'tabulated') return state;
      const { position, winner, at } = event.data;
      return { ...state, stage: 'certified', position, winner, certifiedAt: at };
    }
    case 'ResultPublished':
      return state.stage === 'certified' ? { ...state, publishedAt: event.data.at } : state;
    case 'AkimRegistered':
      return state.stage === 'certified' ? { ...state, akimRegisteredAt: event.data.at } : state;
    case 'TieDeclared': {
      if (state.stage !== 'tabulated') return state;
      return { ...state, stage: 'tie', position: event.data.position, tied: event.data.candidates };
    }
    case 'InvalidationProposed':
      return state.stage === 'nomination' ? state : { ...state, proposal: event.data };
    case 'ContestInvalidated':
      return state.stage === 'nomination' ? state : { ...seatOf(state), lines: state.lines, stage: 'invalidated' };
    case 'RepeatVotingCalled':
    case 'RepeatElectionCalled': {
      if (state.stage !== 'tie' && state.stage !== 'invalidated') return state;
      const { votingDay, heldIn } = event.data;
      const voting = event.type === 'RepeatVotingCalled' && state.stage === 'tie';
      const repeat = { votingDay, heldIn, candidates: voting ? state.tied : null };
      return { ...seatOf(state), lines: state.lines, stage: 'repeat-called', repeat };
    }
  }
}

/** Who comes back when the ballot is approved and has no line on it: the ballot is to be approved anew. */
function registered<S extends ContestState>(
  state: S,
  { data }: Extract<ContestEvent, { type: 'CandidateRegistered' }>,
): S | NominationStage {
  return state.stage === 'ballot-approved' && !state.lines.includes(data.candidate) ? reopened(state) : state;
}

/** Without a ballot text, and nomination no longer extended. */
function reopened(state: Seat): NominationStage {
  const { extendedUntil: _, ...seat } = seatOf(state);
  return { ...seat, stage: 'nomination' };
}

function seatOf({ area, commission, againstAll, repeats, votingDay, extendedUntil, candidates }: Seat): Seat {
  return {
    area,
    commission,
    againstAll,
    repeats,
    ...(votingDay === undefined ? {} : { votingDay }),
    ...(extendedUntil === undefined ? {} : { extendedUntil }),
    candidates,
  };
}

function withCandidate<S extends Seat>(state: S, code: string, change: Partial<CandidateState>): S {
  const before = state.candidates.get(code);
  if (!before) return state;
  return { ...state, candidates: new Map(state.candidates).set(code, { ...before, ...change }) };
}

function withDenial<S extends Seat>(state: S, code: string, change: Partial<CandidateState['denial'] & object>): S {
  const denial = state.candidates.get(code)?.denial;
  return denial ? withCandidate(state, code, { denial: { ...denial, ...change } }) : state;
}
