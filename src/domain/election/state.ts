import { type RuleSet } from '../rules/rule-set.ts';
import { ruleSet } from '../rules/rule-sets.ts';
import type { ElectionEvent } from './events.ts';

/** What others may rest on: an election, once called, stays as it is. */
export interface ElectionFacts {
  readonly rules: RuleSet;
  readonly votingDay: string;
  readonly timeZone: string;
  readonly minimumBallotBatch: number;
  /** Acts that the law wants signed must carry their author's own signature. */
  readonly personalSignatures: boolean;
}

/** `undefined` until the election is called. */
export type ElectionState = ElectionFacts | undefined;

export function evolveElection(_state: ElectionState, event: ElectionEvent): ElectionState {
  switch (event.type) {
    case 'ElectionCalled': {
      const { votingDay, timeZone, minimumBallotBatch, personalSignatures } = event.data;
      const rules = ruleSet(event.data.ruleSet);
      if (!rules) throw new Error(`The record names a rule set that is not known here: ${event.data.ruleSet}`);
      return { rules, votingDay, timeZone, minimumBallotBatch, personalSignatures };
    }
  }
}
