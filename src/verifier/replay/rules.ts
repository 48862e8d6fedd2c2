import { isRefusal } from '../../domain/decider.ts';
import type { VoteEvent } from '../../domain/vote-event.ts';
import type { Act } from './act.ts';
import { type Back, Facts } from './facts.ts';
import { notEntitled } from './entitled.ts';
import { commandsOf } from './inverse/inverses.ts';
import { deciderOf } from './kinds.ts';
import type { Sums } from './results/sums.ts';
import { firstDifference, shown, withoutOrder } from './same.ts';
import type { Streams } from './streams.ts';

/** What the rules say of an act. */
export interface Judgement {
  /** What it rested on: as far as it can be told, where it is not in order. */
  readonly facts: Facts;
  /** In order only if it did not see what others recorded beside it. */
  readonly sideBySide: boolean;
  /** Why no rule admits it; absent: one does. */
  readonly fault?: { readonly index: number; readonly message: string };
}

/** The most ways of looking at other streams that an act is tried with. */
const mostWays = 64;

/**
 * Whether the rules admit an act: whether its decider, given the state of its stream and the facts of others, records for
 * some command what is recorded; and whether that command was its author's to give, there.
 *
 * Decisions rest on facts of other streams, read without a lock. An act that the facts right before it do not admit is in
 * order when they do as they were before acts that may have been decided beside it (`mayOverlap`), and not seen.
 */
export function judge(act: Act, streams: Streams, sums: Sums): Judgement {
  const now = new Facts(streams, sums);
  const fault = faultOf(act, streams, now);
  if (!fault) return { facts: now, sideBySide: false };
  for (const facts of otherWays(act, streams, now)) {
    if (!faultOf(act, streams, facts)) return { facts, sideBySide: true };
  }
  return { facts: now, sideBySide: false, fault };
}

function* otherWays(act: Act, streams: Streams, now: Facts): Iterable<Facts> {
  const read = [...now.read].filter((stream) => stream !== act.stream && streams.depth(stream, act.meta) > 0);
  const ways: Back[] = [new Map()];
  for (const stream of read) {
    const depth = streams.depth(stream, act.meta);
    const further = Array.from({ length: depth }, (_, i) => i + 1);
    ways.push(...further.flatMap((back) => ways.map((way) => new Map([...way, [stream, back]]))));
  }
  const asTabulated = tabulatedBeside(act, now.sums);
  for (const way of ways.slice(0, mostWays)) {
    if (way.size > 0) yield new Facts(streams, now.sums, way);
    if (asTabulated) yield new Facts(streams, now.sums, way, true);
  }
}

/** Whether a voice may not have seen what was recorded of its contest since the tabulation. */
function tabulatedBeside({ events: [first], address, meta }: Act, sums: Sums): boolean {
  if (first.type !== 'ResultApproved') return false;
  const trace = sums.contest(address.election, address.contest);
  return trace?.tabulated !== undefined && trace.unseenSince(trace.tabulated.position, meta);
}

function faultOf(act: Act, streams: Streams, facts: Facts): Judgement['fault'] {
  const { index, kind, events } = act;
  const [first] = events;
  const decider = deciderOf(kind);
  const { state } = streams.at(act.stream, kind);
  let fault: Judgement['fault'];
  try {
    for (const command of commandsOf(act, facts)) {
      const decision = decider.decide(command, state);
      const found = isRefusal(decision)
        ? { index, message: `${first.type} is refused: ${decision.code}: ${decision.message}` }
        : (differing(act, decision) ?? unentitled(act, command, facts));
      if (!found) return undefined;
      fault ??= found;
    }
  } catch (error) {
    return { index, message: `${first.type} cannot be decided upon: ${(error as Error).message}` };
  }
  return fault ?? { index, message: `${first.type} stands alone, but follows from another event only` };
}

function unentitled(act: Act, command: unknown, facts: Facts): Judgement['fault'] {
  const words = notEntitled(act, command, facts);
  return words === undefined ? undefined : { index: act.index, message: `${act.events[0].type}: ${words}` };
}

/** The first event that is not what the rules lead to. */
function differing({ index, events }: Act, decided: readonly VoteEvent[]): Judgement['fault'] {
  for (let i = 0; i < Math.max(events.length, decided.length); i++) {
    const [recorded, due] = [events[i], decided[i]];
    if (!recorded) return { index: index + i - 1, message: `${due!.type} is lacking: the rules lead to it` };
    if (!due) return { index: index + i, message: `${recorded.type} does not follow from what was done` };
    if (recorded.type !== due.type) {
      return { index: index + i, message: `${recorded.type} is recorded where the rules lead to ${due.type}` };
    }
    const found = firstDifference(withoutOrder(recorded.data), withoutOrder(due.data));
    if (found) {
      const says = `${found.at} is ${shown(found.left)}, the rules lead to ${shown(found.right)}`;
      return { index: index + i, message: `${recorded.type}: ${says}` };
    }
  }
  return undefined;
}
