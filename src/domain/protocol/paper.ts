import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { IssueProtocolCopy, PostProtocol, SignProtocol } from './commands.ts';
import { newFlags } from './discrepancy.ts';
import type { ProtocolEvent } from './events.ts';
import { noPaperStands } from './standing.ts';
import type { ProtocolState } from './state.ts';

/** The paper itself: signed by the commission, posted at once, copied for whoever is entitled to (art. 20-1, 43). */

const article = 'art. 43';

/**
 * Once posted, a paper is signed for by the commission that posted it, each in the office held then: none that lacked its
 * majority, or an officer, is composed anew to make up for it.
 */
export function sign(command: SignProtocol, state: ProtocolState): Decision<ProtocolEvent> {
  const { official, dissent, at, facts, whenPosted } = command;
  const none = noPaperStands(state);
  if (none) return none;
  const member = facts.precinct?.members.find((each) => each.official === official);
  if (!member) {
    return new Refusal('entitlement', 'NOT_A_MEMBER', 'Only members of the precinct’s commission sign its protocol.', {
      article,
    });
  }
  if (state.signatures.some((each) => each.official === official)) {
    return new Refusal('state', 'SIGNED_ALREADY', 'Nobody signs a protocol twice.', { article });
  }
  const signatory = state.posted ? whenPosted?.find((each) => each.official === official) : member;
  if (!signatory) {
    const words = 'The protocol is posted: only those who sat in the commission then may still sign it.';
    return new Refusal('state', 'JOINED_AFTER_POSTING', words, { article });
  }
  return [{ type: 'ProtocolSigned', data: { official, office: signatory.office, dissent, at } }];
}

/** Once posted, nobody else's signature is awaited: what lacks then is flagged. */
export function post(
  command: PostProtocol,
  state: ProtocolState,
  election: ElectionFacts,
  lines: readonly string[],
): Decision<ProtocolEvent> {
  const none = noPaperStands(state);
  if (none) return none;
  if (state.posted) return new Refusal('state', 'PROTOCOL_POSTED', 'The protocol is posted already.', { article });
  const { place, members, at, facts } = command;
  return [
    { type: 'ProtocolPosted', data: { place, members, at } },
    ...newFlags({ ...state, posted: { members } }, election, lines, facts),
  ];
}

export function issueCopy({ copy, to, at }: IssueProtocolCopy, state: ProtocolState): Decision<ProtocolEvent> {
  const none = noPaperStands(state);
  if (none) return none;
  if (state.issuedCopies.includes(copy)) {
    return new Refusal('state', 'COPY_ISSUED', `Copy ${copy} is issued already.`, {
      article: 'art. 20-1',
      field: '/copy',
    });
  }
  return [{ type: 'ProtocolCopyIssued', data: { copy, to, at } }];
}
