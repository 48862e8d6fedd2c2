import { againstAll } from '../ballot-box/events.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { ApproveBallotText } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { type CalledContest, registeredCandidates } from './state.ts';

export function approveBallotText(
  command: ApproveBallotText,
  state: CalledContest,
  election: ElectionFacts,
): Decision<ContestEvent> {
  const { order, at } = command;
  const { ballotOrder, minimumCandidates } = election.rules;
  const registered = registeredCandidates(state);
  if (state.lines)
    return new Refusal('state', 'BALLOT_TEXT_APPROVED', 'The ballot text is approved already.', { article: 'art. 37' });
  if (registered.length < minimumCandidates) {
    return new Refusal(
      'state',
      'TOO_FEW_CANDIDATES',
      `${registered.length} candidates are registered, ${minimumCandidates} are needed.`,
      { article: 'art. 113-7' },
    );
  }
  if (ballotOrder === 'kazakh-alphabet') {
    if (order)
      return new Refusal('input', 'ORDER_SET_BY_LAW', 'Candidates stand in the order of the Kazakh alphabet.', {
        article: 'art. 37',
        field: '/order',
      });
    return [{ type: 'BallotTextApproved', data: { lines: [...linesInKazakhOrder(state)], at } }];
  }
  if (order && (order.length !== registered.length || new Set([...order, ...registered]).size !== registered.length)) {
    return new Refusal('input', 'ORDER_INCOMPLETE', 'The order names every registered candidate once.', {
      field: '/order',
    });
  }
  return [{ type: 'BallotTextApproved', data: { lines: [...withAgainstAll(state, order ?? registered)], at } }];
}

/** The order of the Kazakh alphabet, ties by code; "against all" last (art. 37). */
function linesInKazakhOrder(state: CalledContest): readonly string[] {
  const collator = new Intl.Collator('kk');
  const order = registeredCandidates(state).toSorted((a, b) => {
    const [first, second] = [state.candidates.get(a)!.name, state.candidates.get(b)!.name];
    return collator.compare(first, second) || (a < b ? -1 : 1);
  });
  return withAgainstAll(state, order);
}

function withAgainstAll(state: CalledContest, order: readonly string[]): readonly string[] {
  return state.againstAll ? [...order, againstAll] : order;
}
