import type { AreaCommand } from './area/decider.ts';
import type { BallotBoxCommand } from './ballot-box/decider.ts';
import type { ContestCommand } from './contest/commands.ts';
import type { ElectionCommand } from './election/decider.ts';
import type { Requirement } from './entitlement.ts';
import type { LogCommand } from './log/decider.ts';
import type { PrecinctCommand } from './precinct/decider.ts';
import type { ProtocolCommand } from './protocol/commands.ts';
import type { Correction } from './protocol/events.ts';
import type { LeafKind } from './stream.ts';

/** It keeps the information system in which elections are recorded, for the whole country (art. 12). */
const central: Requirement = {};
const conducting: Requirement = { territorial: ['conducts'] };
const holding: Requirement = { territorial: ['holds'] };
const precinct: Requirement = { precinct: true };
const reading: Requirement = { territorial: ['holds'], precinct: true };
const correcting: Readonly<Record<Correction, Requirement>> = {
  'recount-by-precinct': precinct, // on a proxy's written request (art. 43)
  'recount-by-order': holding, // ordered by the higher commission
  invalidation: holding, // found by a territorial commission (art. 14)
};

/** What a command asks of whoever gives it, whatever it says or by the correction it is about. */
export type Row = Requirement | Readonly<Record<Correction, Requirement>>;
type Rows<Command extends { readonly type: string }> = { readonly [T in Command['type']]: Row };
interface Table {
  readonly election: Rows<ElectionCommand>;
  readonly area: Rows<AreaCommand>;
  readonly precinct: Rows<PrecinctCommand>;
  readonly contest: Rows<ContestCommand>;
  readonly ballotbox: Rows<BallotBoxCommand>;
  readonly protocol: Rows<ProtocolCommand>;
  readonly log: Rows<LogCommand>;
}

/**
 * Who gives which command, by the kind of stream that it is recorded in; a command without a row does not compile. The
 * district's commission conducts the election of a rural akim (art. 14); the precinct's keeps the roll, the voting and the
 * count (art. 17, 18, 43); the reading of protocols is done by either, and proxies' acts are taken by either.
 */
export const requirements = {
  election: { CallElection: { territorial: ['anywhere'] } },
  area: {
    RegisterArea: holding,
    ComposeCommission: { territorial: ['above'] },
    ProposeComposition: holding,
    ConfirmComposition: holding,
    ProposeMemberKey: { territorial: ['itself'] },
    ConfirmMemberKey: { territorial: ['itself'] },
    ProposeKeyRevocation: { territorial: ['itself'] },
    RevokeMemberKey: { territorial: ['itself'] },
  },
  precinct: {
    FormPrecinct: holding,
    ComposeCommission: holding,
    ProposeComposition: reading,
    ConfirmComposition: holding,
    ProposeMemberKey: precinct,
    ConfirmMemberKey: precinct,
    ProposeKeyRevocation: precinct,
    RevokeMemberKey: precinct,
    ReceiveRoll: precinct,
    OpenPolls: precinct,
    ReportTurnout: precinct,
    ClosePolls: precinct,
  },
  contest: {
    CallContest: conducting,
    ExtendNomination: conducting,
    NominateCandidate: conducting,
    VerifySignatures: conducting,
    CheckEligibility: conducting,
    RegisterCandidate: conducting,
    RefuseRegistration: conducting,
    WithdrawCandidate: conducting,
    RevokeNomination: conducting,
    CancelRegistration: conducting,
    AppealRegistration: { territorial: ['conducts', 'above-conducting'] },
    DecideAppeal: { territorial: ['above-conducting'] },
    ProlongContest: conducting,
    ApproveBallotText: conducting,
    TabulateResult: conducting,
    ApproveResult: conducting,
    PublishResult: conducting,
    RegisterAkim: conducting,
    ProposeInvalidation: conducting,
    InvalidateContest: conducting,
    CallRepeat: conducting,
  },
  ballotbox: { SealBallotBox: precinct, RecordBallots: precinct, CloseBallotBox: precinct },
  protocol: {
    CountSignatures: precinct,
    CancelUnusedBallots: precinct,
    OpenMobileBox: precinct,
    OpenStationaryBox: precinct,
    EnterProtocol: reading,
    DiscardProtocolEntry: reading,
    ExamineProtocol: reading,
    ExplainDiscrepancy: reading,
    SignProtocol: precinct,
    PostProtocol: precinct,
    IssueProtocolCopy: precinct,
    SubmitObserverCopy: { territorial: ['holds'], observer: true },
    AttachObserverAct: { territorial: ['holds'], precinct: true, observer: true },
    ProposeCorrection: correcting,
    ConfirmCorrection: correcting,
  },
  log: {
    ProposeWitnessPolicy: central,
    AdoptWitnessPolicy: central,
    ProposeSigningKeys: central,
    ConfirmSigningKeys: central,
  },
} as const satisfies Table;

/** What a command asks of whoever gives it. */
export function requirementOf(
  kind: LeafKind,
  command: { readonly type: string; readonly correction?: Correction },
): Requirement {
  const row = (requirements[kind] as Readonly<Record<string, Row>>)[command.type];
  if (!row) throw new Error(`${command.type} is no command on a stream of kind ${kind}`);
  return rowsOf(row).find(([correction]) => correction === '' || correction === command.correction)![1];
}

/** One requirement, or one a correction: with the name of the correction, or `''`. */
export function rowsOf(row: Row): readonly (readonly [Correction | '', Requirement])[] {
  return 'invalidation' in row ? (Object.entries(row) as [Correction, Requirement][]) : [['', row]];
}
