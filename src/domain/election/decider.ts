import { largestBallotBatch } from '../ballot-box/events.ts';
import { isRealDay, isTimeZone } from '../clock.ts';
import type { Decider, Decision } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import { type Acted, notInTheFuture } from '../rules/calendar.ts';
import { ruleSet, ruleSets } from '../rules/rule-sets.ts';
import type { ElectionEvent } from './events.ts';
import { type ElectionState, evolveElection } from './state.ts';

export interface CallElection extends Acted {
  readonly type: 'CallElection';
  readonly name: { readonly kk?: string; readonly ru?: string; readonly en?: string };
  readonly votingDay: string;
  readonly ruleSet: string;
  readonly timeZone: string;
  /** Absent: the rule set's. */
  readonly minimumBallotBatch?: number | undefined;
  /** Absent: not demanded. */
  readonly personalSignatures?: boolean | undefined;
}
export type ElectionCommand = CallElection;

export const electionDecider: Decider<ElectionCommand, ElectionState, ElectionEvent> = {
  initialState: undefined,
  evolve: evolveElection,
  decide(command, state): Decision<ElectionEvent> {
    const { name, votingDay, timeZone, personalSignatures = false, at } = command;
    const rules = ruleSet(command.ruleSet);
    if (state) return new Refusal('state', 'ELECTION_CALLED', 'An election with this id is called.', { field: '/id' });
    if (!rules) {
      const known = ruleSets.map((each) => each.id).join(', ');
      return new Refusal('input', 'RULE_SET_UNKNOWN', `Rule set ${command.ruleSet} is not one of ${known}.`, {
        field: '/ruleSet',
      });
    }
    if (!isRealDay(votingDay))
      return new Refusal('input', 'NO_SUCH_DAY', `${votingDay} is no day.`, { field: '/votingDay' });
    if (!isTimeZone(timeZone))
      return new Refusal('input', 'TIME_ZONE_UNKNOWN', `${timeZone} is no time zone.`, { field: '/timeZone' });
    const minimumBallotBatch = command.minimumBallotBatch ?? rules.minimumBallotBatch;
    if (minimumBallotBatch < 1 || minimumBallotBatch > largestBallotBatch) {
      const words = `A batch holds 1 to ${largestBallotBatch} ballots: ${minimumBallotBatch} cannot be asked of it.`;
      return new Refusal('input', 'BATCH_MINIMUM', words, { field: '/minimumBallotBatch' });
    }
    return (
      notInTheFuture(command) ?? [
        {
          type: 'ElectionCalled',
          data: { name, votingDay, ruleSet: rules.id, timeZone, minimumBallotBatch, personalSignatures, at },
        },
      ]
    );
  },
};
