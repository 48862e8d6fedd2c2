import { againstAll } from '../ballot-box/events.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { type Acted, until } from '../rules/calendar.ts';
import { due } from '../rules/deadlines.ts';
import { inKazakhOrder } from '../rules/kazakh-alphabet.ts';
import type { ApproveBallotText } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { candidatesWho, type Seat } from './state.ts';

/** Settles who stands on the ballot, and in which order. */
export function approveBallotText(
  command: ApproveBallotText,
  state: Seat,
  election: ElectionFacts,
): Decision<ContestEvent> {
  const { order, at } = command;
  const { ballotOrder, minimumCandidates } = election.rules;
  const registered = candidatesWho(state, 'registered');
  const pending = candidatesWho(state, 'nominated');
  if (pending.length > 0 && registrationOpen(command, election)) {
    const words = `Registration is open, and these candidates are neither registered nor refused: ${pending.join(', ')}.`;
    return new Refusal('state', 'CANDIDATES_PENDING', words, { article: 'art. 37' });
  }
  if (registered.length < minimumCandidates) {
    return new Refusal(
      'state',
      'TOO_FEW_CANDIDATES',
      `${registered.length} candidates are registered, ${minimumCandidates} are needed.`,
      { article: 'ch. 13-1' },
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
  if (order && order.toSorted().join('\n') !== registered.toSorted().join('\n')) {
    return new Refusal('input', 'ORDER_INCOMPLETE', 'The order names every registered candidate once.', {
      field: '/order',
    });
  }
  return [{ type: 'BallotTextApproved', data: { lines: [...withAgainstAll(state, order ?? registered)], at } }];
}

/** While it is, an approved text would shut out whoever is nominated and not decided on. */
export function registrationOpen(act: Acted, election: ElectionFacts): boolean {
  const closing = due('registration', election);
  return !closing || until(act, closing.moment, election);
}

/** The order of the Kazakh alphabet, ties by code; "against all" last (art. 37). */
function linesInKazakhOrder(state: Seat): readonly string[] {
  const order = candidatesWho(state, 'registered').toSorted((a, b) => {
    const [first, second] = [state.candidates.get(a)!.name, state.candidates.get(b)!.name];
    return inKazakhOrder(first, second) || (a < b ? -1 : 1);
  });
  return withAgainstAll(state, order);
}

function withAgainstAll(state: Seat, order: readonly string[]): readonly string[] {
  return state.againstAll ? [...order, againstAll] : order;
}
