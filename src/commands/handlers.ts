import { AdoptWitnessPolicyHandler } from './adopt-witness-policy.ts';
import { AppealRegistrationHandler } from './appeal-registration.ts';
import { ApproveBallotTextHandler } from './approve-ballot-text.ts';
import { ApproveResultHandler } from './approve-result.ts';
import { AttachObserverActHandler } from './attach-observer-act.ts';
import { CallContestHandler } from './call-contest.ts';
import { CallElectionHandler } from './call-election.ts';
import { CallRepeatHandler } from './call-repeat.ts';
import { CancelRegistrationHandler } from './cancel-registration.ts';
import { CancelUnusedBallotsHandler } from './cancel-unused-ballots.ts';
import { CheckEligibilityHandler } from './check-eligibility.ts';
import { CloseBallotBoxHandler } from './close-ballot-box.ts';
import { ClosePollsHandler } from './close-polls.ts';
import { ComposeCommissionHandler } from './compose-commission.ts';
import { ProposeCompositionHandler } from './propose-composition.ts';
import { ConfirmCompositionHandler } from './confirm-composition.ts';
import { ProposeMemberKeyHandler } from './propose-member-key.ts';
import { ConfirmMemberKeyHandler } from './confirm-member-key.ts';
import { ProposeKeyRevocationHandler } from './propose-key-revocation.ts';
import { RevokeMemberKeyHandler } from './revoke-member-key.ts';
import { ConfirmSigningKeysHandler } from './confirm-signing-keys.ts';
import { ProposeSigningKeysHandler } from './propose-signing-keys.ts';
import { ProposeWitnessPolicyHandler } from './propose-witness-policy.ts';
import { ConfirmCorrectionHandler } from './confirm-correction.ts';
import { CountSignaturesHandler } from './count-signatures.ts';
import { DecideAppealHandler } from './decide-appeal.ts';
import { DiscardProtocolEntryHandler } from './discard-protocol-entry.ts';
import { EnterProtocolHandler } from './enter-protocol.ts';
import { ExamineProtocolHandler } from './examine-protocol.ts';
import { ExplainDiscrepancyHandler } from './explain-discrepancy.ts';
import { ExtendNominationHandler } from './extend-nomination.ts';
import { FormPrecinctHandler } from './form-precinct.ts';
import { InvalidateContestHandler } from './invalidate-contest.ts';
import { IssueProtocolCopyHandler } from './issue-protocol-copy.ts';
import { NominateCandidateHandler } from './nominate-candidate.ts';
import { OpenMobileBoxHandler } from './open-mobile-box.ts';
import { OpenPollsHandler } from './open-polls.ts';
import { OpenStationaryBoxHandler } from './open-stationary-box.ts';
import { PostProtocolHandler } from './post-protocol.ts';
import { ProlongContestHandler } from './prolong-contest.ts';
import { ProposeCorrectionHandler } from './propose-correction.ts';
import { ProposeInvalidationHandler } from './propose-invalidation.ts';
import { PublishResultHandler } from './publish-result.ts';
import { ReceiveRollHandler } from './receive-roll.ts';
import { RecordBallotsHandler } from './record-ballots.ts';
import { RefuseRegistrationHandler } from './refuse-registration.ts';
import { RegisterAkimHandler } from './register-akim.ts';
import { RegisterAreaHandler } from './register-area.ts';
import { RegisterCandidateHandler } from './register-candidate.ts';
import { ReportTurnoutHandler } from './report-turnout.ts';
import { RevokeNominationHandler } from './revoke-nomination.ts';
import { SealBallotBoxHandler } from './seal-ballot-box.ts';
import { SignProtocolHandler } from './sign-protocol.ts';
import { SubmitObserverCopyHandler } from './submit-observer-copy.ts';
import { TabulateResultHandler } from './tabulate-result.ts';
import { VerifySignaturesHandler } from './verify-signatures.ts';
import { WithdrawCandidateHandler } from './withdraw-candidate.ts';

/** Every command of the record, one a file. Whoever wires it provides the {@link Executor} and the {@link Tabulator}. */
export const commandHandlers = [
  AdoptWitnessPolicyHandler,
  AppealRegistrationHandler,
  ApproveBallotTextHandler,
  ApproveResultHandler,
  AttachObserverActHandler,
  CallContestHandler,
  CallElectionHandler,
  CallRepeatHandler,
  CancelRegistrationHandler,
  CancelUnusedBallotsHandler,
  CheckEligibilityHandler,
  CloseBallotBoxHandler,
  ClosePollsHandler,
  ComposeCommissionHandler,
  ProposeCompositionHandler,
  ConfirmCompositionHandler,
  ProposeMemberKeyHandler,
  ConfirmMemberKeyHandler,
  ProposeKeyRevocationHandler,
  RevokeMemberKeyHandler,
  ConfirmSigningKeysHandler,
  ProposeSigningKeysHandler,
  ProposeWitnessPolicyHandler,
  ConfirmCorrectionHandler,
  CountSignaturesHandler,
  DecideAppealHandler,
  DiscardProtocolEntryHandler,
  EnterProtocolHandler,
  ExamineProtocolHandler,
  ExplainDiscrepancyHandler,
  ExtendNominationHandler,
  FormPrecinctHandler,
  InvalidateContestHandler,
  IssueProtocolCopyHandler,
  NominateCandidateHandler,
  OpenMobileBoxHandler,
  OpenPollsHandler,
  OpenStationaryBoxHandler,
  PostProtocolHandler,
  ProlongContestHandler,
  ProposeCorrectionHandler,
  ProposeInvalidationHandler,
  PublishResultHandler,
  ReceiveRollHandler,
  RecordBallotsHandler,
  RefuseRegistrationHandler,
  RegisterAkimHandler,
  RegisterAreaHandler,
  RegisterCandidateHandler,
  ReportTurnoutHandler,
  RevokeNominationHandler,
  SealBallotBoxHandler,
  SignProtocolHandler,
  SubmitObserverCopyHandler,
  TabulateResultHandler,
  VerifySignaturesHandler,
  WithdrawCandidateHandler,
];
