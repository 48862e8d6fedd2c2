import { ApproveBallotTextHandler } from './approve-ballot-text.ts';
import { ApproveResultHandler } from './approve-result.ts';
import { CallContestHandler } from './call-contest.ts';
import { CallElectionHandler } from './call-election.ts';
import { CallRepeatHandler } from './call-repeat.ts';
import { CheckEligibilityHandler } from './check-eligibility.ts';
import { CloseBallotBoxHandler } from './close-ballot-box.ts';
import { ClosePollsHandler } from './close-polls.ts';
import { ComposeCommissionHandler } from './compose-commission.ts';
import { ComposePrecinctCommissionHandler } from './compose-precinct-commission.ts';
import { ExtendNominationHandler } from './extend-nomination.ts';
import { FormPrecinctHandler } from './form-precinct.ts';
import { NominateCandidateHandler } from './nominate-candidate.ts';
import { OpenPollsHandler } from './open-polls.ts';
import { ReceiveRollHandler } from './receive-roll.ts';
import { RecordBallotsHandler } from './record-ballots.ts';
import { RefuseRegistrationHandler } from './refuse-registration.ts';
import { RegisterAreaHandler } from './register-area.ts';
import { RegisterCandidateHandler } from './register-candidate.ts';
import { ReportTurnoutHandler } from './report-turnout.ts';
import { SealBallotBoxHandler } from './seal-ballot-box.ts';
import { TabulateResultHandler } from './tabulate-result.ts';
import { VerifySignaturesHandler } from './verify-signatures.ts';
import { WithdrawCandidateHandler } from './withdraw-candidate.ts';

/** Every command of the record, one a file. Whoever wires it provides the {@link Executor} and the {@link Tabulator}. */
export const commandHandlers = [
  ApproveBallotTextHandler,
  ApproveResultHandler,
  CallContestHandler,
  CallElectionHandler,
  CallRepeatHandler,
  CheckEligibilityHandler,
  CloseBallotBoxHandler,
  ClosePollsHandler,
  ComposeCommissionHandler,
  ComposePrecinctCommissionHandler,
  ExtendNominationHandler,
  FormPrecinctHandler,
  NominateCandidateHandler,
  OpenPollsHandler,
  ReceiveRollHandler,
  RecordBallotsHandler,
  RefuseRegistrationHandler,
  RegisterAreaHandler,
  RegisterCandidateHandler,
  ReportTurnoutHandler,
  SealBallotBoxHandler,
  TabulateResultHandler,
  VerifySignaturesHandler,
  WithdrawCandidateHandler,
];
