import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { Acted } from '../rules/calendar.ts';
import { tooLate } from '../rules/deadlines.ts';
import type { CheckEligibility, RefuseRegistration, RegisterCandidate, VerifySignatures } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { type CandidateState, isRepeatVoting, type Seat } from './state.ts';

/** Which of the nominated candidates stand: checked, registered or refused (ch. 13-1). */

export function verifySignatures(command: VerifySignatures, candidate: CandidateState): Decision<ContestEvent> {
  const { valid, votersInConstituency, settlements, at } = command;
  if (candidate.status !== 'nominated') return notNominated(candidate);
  if (settlements && settlements.represented > settlements.all) {
    return new Refusal(
      'input',
      'MORE_SETTLEMENTS_THAN_THERE_ARE',
      `Of ${settlements.all} settlements ${settlements.represented} are said to be represented.`,
      { field: '/settlements' },
    );
  }
  return [
    {
      type: 'SignaturesVerified',
      data: { candidate: command.candidate, valid, votersInConstituency, settlements, at },
    },
  ];
}

export function checkEligibility(command: CheckEligibility, candidate: CandidateState): Decision<ContestEvent> {
  if (candidate.status !== 'nominated') return notNominated(candidate);
  return [
    { type: 'EligibilityChecked', data: { candidate: command.candidate, eligible: command.eligible, at: command.at } },
  ];
}

export function register(
  command: RegisterCandidate,
  candidate: CandidateState,
  state: Seat,
  election: ElectionFacts,
): Decision<ContestEvent> {
  if (candidate.status !== 'nominated') return notNominated(candidate);
  const registered: ContestEvent = {
    type: 'CandidateRegistered',
    data: { candidate: command.candidate, at: command.at },
  };
  if (isRepeatVoting(state)) return [registered];
  return registrationClosed(command, election) ?? lacking(candidate, election) ?? [registered];
}

export function refuse(
  command: RefuseRegistration,
  candidate: CandidateState,
  election: ElectionFacts,
): Decision<ContestEvent> {
  if (candidate.status !== 'nominated') return notNominated(candidate);
  const { ground, reason, at } = command;
  return (
    registrationClosed(command, election) ?? [
      { type: 'RegistrationRefused', data: { candidate: command.candidate, ground, reason, at } },
    ]
  );
}

function registrationClosed(act: Acted, election: ElectionFacts): Refusal | undefined {
  return tooLate('registration', act, election, { code: 'REGISTRATION_CLOSED', what: 'Registration was open' });
}

/** What a candidate still lacks for registration. */
function lacking({ nominatedBy, signatures, eligible }: CandidateState, { rules }: ElectionFacts): Refusal | undefined {
  if (rules.eligibilityCheck && eligible === undefined) {
    return new Refusal('state', 'ELIGIBILITY_NOT_CHECKED', 'The eligibility of the candidate is not checked yet.', {
      article: 'art. 113-5',
    });
  }
  if (eligible === false) {
    return new Refusal('state', 'NOT_ELIGIBLE', 'The candidate was found not eligible.', { article: 'art. 113-5' });
  }
  if (!rules.selfNomination || nominatedBy !== 'self') return undefined;
  const { percentOfVoters, percentOfSettlements } = rules.selfNomination;
  const article = 'ch. 13-1';
  if (!signatures)
    return new Refusal('state', 'SIGNATURES_NOT_VERIFIED', 'The signatures for the candidate are not verified yet.', {
      article,
    });
  const needed = Math.ceil((signatures.votersInConstituency * percentOfVoters) / 100);
  if (signatures.valid < needed) {
    return new Refusal(
      'state',
      'SIGNATURES_LACKING',
      `${signatures.valid} signatures are valid, ${needed} are needed.`,
      { article },
    );
  }
  if (percentOfSettlements === 0) return undefined;
  const { all, represented } = signatures.settlements ?? { all: 0, represented: 0 };
  const fromSettlements = Math.ceil((all * percentOfSettlements) / 100);
  if (signatures.settlements && represented >= fromSettlements) return undefined;
  return new Refusal(
    'state',
    'SETTLEMENTS_LACKING',
    `Signatures come from ${represented} of ${all} settlements, ${percentOfSettlements} % are needed.`,
    { article },
  );
}

/** Nothing of this is asked of a candidate who is registered, refused or gone. */
export function notNominated({ status }: CandidateState): Refusal {
  return new Refusal('state', 'CANDIDATE_NOT_PENDING', `The candidate is ${status} already.`, { article: 'ch. 13-1' });
}
