import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { jsonDifferences } from '../json-difference.ts';
import { Refusal } from '../refusal.ts';
import type { DiscardProtocolEntry, EnterProtocol, ProtocolFacts } from './commands.ts';
import { copiesDiffering } from './copies.ts';
import { countUnfinished } from './count.ts';
import { flags } from './discrepancy.ts';
import type { ProtocolEvent } from './events.ts';
import type { ProtocolContent } from './figures.ts';
import { precinctResultInvalidated } from './standing.ts';
import { type ProtocolState, stageOf } from './state.ts';

/** The paper is read by two people; a third settles which reading is wrong where they differ. */

export function enter(
  command: EnterProtocol,
  state: ProtocolState,
  election: ElectionFacts,
  lines: readonly string[],
): Decision<ProtocolEvent> {
  const { official, content, paper, imported, at, facts } = command;
  const refused = notReadNow(state, election, facts) ?? notAProtocol(content, election);
  if (refused) return refused;
  const { first, second } = state;
  const other = first ?? second;
  if (other?.official === official) {
    return new Refusal('entitlement', 'SECOND_ENTRY_BY_THE_SAME', 'The second entry is made by another person.');
  }
  const entered: ProtocolEvent = {
    type: 'ProtocolEntered',
    data: { round: state.round, entry: first ? 2 : 1, official, content, paper, imported, at },
  };
  if (!other) {
    const alone = imported !== null && election.rules.protocol.importStandsForBoth;
    return alone ? [entered, ...accept(content, state, election, lines, facts, at)] : [entered];
  }
  const [one, two] = first ? [first.content, content] : [content, second!.content];
  // A candidate's missing line is not a line of 0.
  const differences = jsonDifferences(one, two);
  if (differences.length > 0) return [entered, { type: 'ProtocolEntriesDiffered', data: { differences, at } }];
  return [entered, ...accept(content, state, election, lines, facts, at)];
}

function notReadNow(state: ProtocolState, election: ElectionFacts, facts: ProtocolFacts): Refusal | undefined {
  switch (stageOf(state)) {
    case 'count':
      if (facts.decided)
        return new Refusal(
          'state',
          'RESULT_ESTABLISHED',
          'The result of this contest is established without this protocol.',
          { article: 'art. 14' },
        );
      return countUnfinished(state, election, facts);
    case 'entered-once':
    case 'recount':
      return undefined;
    case 'entries-differ':
      return new Refusal('state', 'ENTRIES_DIFFER', 'Two entries differ: one of them is discarded first.');
    case 'accepted':
      return new Refusal('state', 'PROTOCOL_ACCEPTED', 'The protocol is accepted: only a recount changes it.', {
        article: 'art. 43',
      });
    case 'invalidated':
      return precinctResultInvalidated();
  }
}

/** A faulty protocol is a fact, and is accepted; one that lacks a figure of the form is none. */
function notAProtocol({ figures }: ProtocolContent, { rules }: ElectionFacts): Refusal | undefined {
  const missing = rules.protocol.form.find((name) => figures[name] === null);
  if (!missing) return undefined;
  return new Refusal('input', 'FIGURE_MISSING', `The form has the figure ${missing}.`, {
    article: 'art. 43',
    field: `/figures/${missing}`,
  });
}

/** Both readings agree: the paper stands, with what is amiss with it, and is held against the copies that others hold. */
function accept(
  content: ProtocolContent,
  state: ProtocolState,
  election: ElectionFacts,
  lines: readonly string[],
  facts: ProtocolFacts,
  at: string,
): ProtocolEvent[] {
  const { figures, votes } = content;
  const { before, round } = state;
  const stands: ProtocolEvent = before
    ? {
        type: 'RecountCompleted',
        data: {
          round,
          before: { figures: before.figures, votes: before.votes },
          after: { figures, votes },
          differences: jsonDifferences({ ...before, ...unsaid }, { ...content, ...unsaid }).map(
            ({ field, first, second }) => ({ field, before: first, after: second }),
          ),
          at,
        },
      }
    : { type: 'ProtocolAccepted', data: { figures, votes, at } };
  return [stands, ...flags(content, state, election, lines, facts), ...copiesDiffering(content, state)];
}

/** A correction speaks of what counts: figures and votes. */
const unsaid = { issuedByMember: null, inWords: null };

export function discard(command: DiscardProtocolEntry, state: ProtocolState): Decision<ProtocolEvent> {
  const { entry, official, reason, at } = command;
  const { first, second } = state;
  if (stageOf(state) !== 'entries-differ' || !first || !second) {
    return new Refusal('state', 'ENTRIES_DO_NOT_DIFFER', 'There are no two entries that differ.');
  }
  if (official === first.official || official === second.official) {
    return new Refusal(
      'entitlement',
      'DISCARD_BY_A_CLERK',
      'An entry is discarded by a third person, who made neither.',
    );
  }
  return [{ type: 'ProtocolEntryDiscarded', data: { entry, official, reason, at } }];
}
