import type { Decider, Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { notInTheFuture } from '../rules/calendar.ts';
import type { ProtocolCommand } from './commands.ts';
import * as copies from './copies.ts';
import * as correction from './correction.ts';
import * as count from './count.ts';
import * as discrepancy from './discrepancy.ts';
import type { ProtocolEvent } from './events.ts';
import * as paper from './paper.ts';
import * as reading from './reading.ts';
import { evolveProtocol, initialProtocol, type ProtocolState } from './state.ts';

export const protocolDecider: Decider<ProtocolCommand, ProtocolState, ProtocolEvent> = {
  initialState: initialProtocol,
  evolve: evolveProtocol,
  decide(command, state): Decision<ProtocolEvent> {
    const { election, precinct, inConstituency, lines } = command.facts;
    if (!election) return new Refusal('unknown', 'ELECTION_UNKNOWN', 'There is no such election.');
    const early = notInTheFuture(command);
    if (early) return early;
    if (!precinct) return new Refusal('unknown', 'PRECINCT_UNKNOWN', 'The precinct is not formed.');
    if (inConstituency === undefined) return new Refusal('unknown', 'CONTEST_UNKNOWN', 'The contest is not called.');
    if (!inConstituency) {
      return new Refusal('input', 'PRECINCT_OUTSIDE_CONSTITUENCY', 'The precinct does not vote in this contest.');
    }
    if (!lines) {
      return new Refusal('state', 'BALLOT_TEXT_NOT_APPROVED', 'The ballot text of this contest is not approved.', {
        article: 'art. 37',
      });
    }
    return decideOn(command, state, election, lines);
  },
};

function decideOn(
  command: ProtocolCommand,
  state: ProtocolState,
  election: ElectionFacts,
  lines: readonly string[],
): Decision<ProtocolEvent> {
  switch (command.type) {
    case 'CountSignatures':
      return count.countSignatures(command, state, election);
    case 'CancelUnusedBallots':
      return count.cancelUnusedBallots(command, state, election);
    case 'OpenMobileBox':
      return count.openMobileBox(command, state, election);
    case 'OpenStationaryBox':
      return count.openStationaryBox(command, state, election);
    case 'EnterProtocol':
      return reading.enter(command, state, election, lines);
    case 'DiscardProtocolEntry':
      return reading.discard(command, state);
    case 'ExamineProtocol':
      return discrepancy.examine(command, state, election, lines);
    case 'ExplainDiscrepancy':
      return discrepancy.explain(command, state, election, lines);
    case 'SignProtocol':
      return paper.sign(command, state);
    case 'PostProtocol':
      return paper.post(command, state, election, lines);
    case 'IssueProtocolCopy':
      return paper.issueCopy(command, state);
    case 'SubmitObserverCopy':
      return copies.submit(command, state);
    case 'AttachObserverAct':
      return copies.attachAct(command, state);
    case 'ProposeCorrection':
      return correction.propose(command, state, election);
    case 'ConfirmCorrection':
      return correction.confirm(command, state, election);
  }
}
