import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { tooLate } from '../rules/deadlines.ts';
import type { AppealRegistration, DecideAppeal } from './commands.ts';
import type { ContestEvent } from './events.ts';
import type { CandidateState, OpenContest } from './state.ts';

/** A refusal or a cancellation of registration, judged by the body above the one that pronounced it (ch. 13-1). */

const article = 'ch. 13-1';

export function appeal(
  command: AppealRegistration,
  { status, denial }: CandidateState,
  election: ElectionFacts,
): Decision<ContestEvent> {
  if (!denial) {
    const words = `The candidate is ${status}: there is nothing to appeal against.`;
    return new Refusal('state', 'NOTHING_TO_APPEAL', words, { article });
  }
  if (denial.appealedAt !== undefined) {
    return new Refusal('state', 'APPEALED_ALREADY', `This was appealed against at ${denial.appealedAt}.`, { article });
  }
  const { candidate, reason, evidence, at } = command;
  const limited = { code: 'APPEAL_CLOSED', what: 'An appeal was possible', from: denial.at };
  return (
    before(at, denial.at) ??
    tooLate('appeal', command, election, limited) ?? [
      { type: 'RegistrationAppealed', data: { candidate, reason, evidence, at } },
    ]
  );
}

/** A late decision is a decision: it is recorded, and seen to be late. */
export function decideAppeal(
  command: DecideAppeal,
  { denial }: CandidateState,
  state: OpenContest,
  election: ElectionFacts,
): Decision<ContestEvent> {
  const { candidate, granted, reason, decidedBy, at } = command;
  if (denial?.appealedAt === undefined || denial.decided) {
    return new Refusal('state', 'NO_APPEAL_PENDING', 'No appeal of this candidate waits for a decision.', { article });
  }
  if (decidedBy === state.commission) {
    const words = 'Nobody judges an appeal against their own decision: the commission above does.';
    return new Refusal('entitlement', 'OWN_DECISION_APPEALED', words, { article: 'art. 20' });
  }
  const early = before(at, denial.appealedAt);
  if (early) return early;
  const decided: ContestEvent = { type: 'AppealDecided', data: { candidate, granted, reason, decidedBy, at } };
  if (!granted) return [decided];
  if (state.stage === 'tabulated' && !state.lines.includes(candidate)) {
    return new Refusal('state', 'VOTED_WITHOUT_CANDIDATE', 'The vote was held on a ballot without this candidate.', {
      article: 'art. 37',
    });
  }
  const limited = { code: 'RESTORATION_CLOSED', what: 'A registration could be restored' };
  return (
    tooLate('withdrawal', command, election, limited) ?? [
      decided,
      { type: 'CandidateRegistered', data: { candidate, at } },
    ]
  );
}

function before(at: string, earlier: string): Refusal | undefined {
  if (Date.parse(at) >= Date.parse(earlier)) return undefined;
  return new Refusal('input', 'BEFORE_ITS_CAUSE', `What it is about happened at ${earlier}.`, { field: '/at' });
}
