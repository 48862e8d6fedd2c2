import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type {
  CancelUnusedBallots,
  CountSignatures,
  OpenMobileBox,
  OpenStationaryBox,
  ProtocolFacts,
} from './commands.ts';
import type { ProtocolEvent } from './events.ts';
import { type ProtocolState, stageOf } from './state.ts';

/** The count in the order of art. 43: signatures on the roll, unused ballots, mobile boxes, stationary boxes. */

const article = 'art. 43';

export function countSignatures(
  command: CountSignatures,
  state: ProtocolState,
  { rules }: ElectionFacts,
): Decision<ProtocolEvent> {
  if (rules.count && !command.facts.precinct?.closedAt) return pollsOpen();
  if (state.signaturesCounted)
    return new Refusal('state', 'SIGNATURES_COUNTED', 'The signatures on the roll are counted already.', { article });
  const { ballotsIssued, issuedByMember, at } = command;
  return (
    protocolRead(state) ?? [
      {
        type: 'SignaturesCounted',
        data: { ballotsIssued, issuedByMember: issuedByMember && { ...issuedByMember }, at },
      },
    ]
  );
}

export function cancelUnusedBallots(
  command: CancelUnusedBallots,
  state: ProtocolState,
  { rules }: ElectionFacts,
): Decision<ProtocolEvent> {
  if (state.unusedCancelled)
    return new Refusal('state', 'UNUSED_BALLOTS_CANCELLED', 'The unused ballots are cancelled already.', { article });
  if (rules.count && !state.signaturesCounted) {
    return outOfOrder('SIGNATURES_NOT_COUNTED', 'Unused ballots are counted after the signatures on the roll.');
  }
  const { ballotsUnused, ballotsSpoiled, at } = command;
  return protocolRead(state) ?? [{ type: 'UnusedBallotsCancelled', data: { ballotsUnused, ballotsSpoiled, at } }];
}

/** A mobile box that holds more ballots than there were written requests becomes invalid as a whole, with an act. */
export function openMobileBox(
  command: OpenMobileBox,
  state: ProtocolState,
  { rules }: ElectionFacts,
): Decision<ProtocolEvent> {
  const { box, requests, ballots, act, at } = command;
  const refused = boxRefused(box, state, rules.count !== null);
  if (refused) return refused;
  if (rules.count && state.stationaryBoxes.length > 0) {
    return outOfOrder('STATIONARY_BOX_OPENED', 'Mobile boxes are opened before the stationary ones.');
  }
  const opened: ProtocolEvent = { type: 'MobileBoxOpened', data: { box, requests, ballots, at } };
  if (ballots <= requests) return [opened];
  if (act === null) {
    const words = `The box holds ${ballots} ballots for ${requests} requests: it is invalid, and an act is drawn up.`;
    return new Refusal('input', 'ACT_REQUIRED', words, { article, field: '/act' });
  }
  return [opened, { type: 'MobileBoxInvalidated', data: { box, requests, ballots, act, at } }];
}

export function openStationaryBox(
  { box, ballots, at }: OpenStationaryBox,
  state: ProtocolState,
  { rules }: ElectionFacts,
): Decision<ProtocolEvent> {
  return boxRefused(box, state, rules.count !== null) ?? [{ type: 'StationaryBoxOpened', data: { box, ballots, at } }];
}

function boxRefused(box: string, state: ProtocolState, inOrder: boolean): Refusal | undefined {
  if (inOrder && !state.unusedCancelled) {
    return outOfOrder(
      'UNUSED_BALLOTS_NOT_CANCELLED',
      'Boxes are opened after the unused ballots are counted and cancelled.',
    );
  }
  if ([...state.mobileBoxes, ...state.stationaryBoxes].some((opened) => opened.box === box)) {
    return new Refusal('state', 'BOX_OPENED', `Box ${box} is opened already.`, { article, field: '/box' });
  }
  return protocolRead(state);
}

/** Why a protocol cannot be read yet: a step of the count is missing. */
export function countUnfinished(
  state: ProtocolState,
  { rules }: ElectionFacts,
  facts: ProtocolFacts,
): Refusal | undefined {
  if (!rules.count) return undefined;
  if (!facts.precinct?.closedAt) return pollsOpen();
  if (!state.signaturesCounted)
    return outOfOrder('SIGNATURES_NOT_COUNTED', 'The signatures on the roll are not counted.');
  if (!state.unusedCancelled)
    return outOfOrder('UNUSED_BALLOTS_NOT_CANCELLED', 'The unused ballots are not counted and cancelled.');
  if (state.stationaryBoxes.length > 0) return undefined;
  return outOfOrder('BOXES_NOT_OPENED', 'The stationary box is not opened yet.');
}

/** What was counted is on paper: no step of the count is added behind its back. */
function protocolRead(state: ProtocolState): Refusal | undefined {
  if (stageOf(state) === 'count') return undefined;
  return outOfOrder('PROTOCOL_ENTERED', 'The protocol of this count is entered already.');
}

const pollsOpen = () =>
  new Refusal('state', 'POLLS_OPEN', 'Ballots are counted after the polls have closed.', { article });

const outOfOrder = (code: string, message: string) => new Refusal('state', code, message, { article });
