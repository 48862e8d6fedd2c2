import { type CommissionCommand, decideCommission } from '../composition.ts';
import type { Decider, Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { type AreaEvent, type AreaLevel, areaLevels } from './events.ts';
import { type AreaFacts, type AreaState, evolveArea, initialArea } from './state.ts';

export type AreaCommand =
  | {
      readonly type: 'RegisterArea';
      readonly level: AreaLevel;
      readonly parent: string | null;
      readonly name: { readonly kk?: string; readonly ru?: string; readonly en?: string };
      readonly facts: { readonly election: ElectionFacts | undefined; readonly parent: AreaFacts | undefined };
    }
  | CommissionCommand;

export const areaDecider: Decider<AreaCommand, AreaState, AreaEvent> = {
  initialState: initialArea,
  evolve: evolveArea,
  decide(command, state): Decision<AreaEvent> {
    switch (command.type) {
      case 'RegisterArea': {
        const { level, parent, name, facts } = command;
        if (!facts.election) return new Refusal('unknown', 'ELECTION_UNKNOWN', 'There is no such election.');
        if (state.registered)
          return new Refusal('state', 'AREA_REGISTERED', 'An area with this code is registered.', { field: '/code' });
        if (parent !== null && !facts.parent) {
          return new Refusal('unknown', 'AREA_UNKNOWN', `Area ${parent} is not registered.`, { field: '/parent' });
        }
        if (facts.parent && areaLevels.indexOf(level) <= areaLevels.indexOf(facts.parent.level)) {
          return new Refusal('input', 'AREA_LEVEL', `A ${level} cannot lie in a ${facts.parent.level}.`, {
            field: '/level',
          });
        }
        return [{ type: 'AreaRegistered', data: { level, parent, name } }];
      }
      default:
        if (!state.registered) return new Refusal('unknown', 'AREA_UNKNOWN', 'The area is not registered.');
        return decideCommission(command, state);
    }
  },
};
