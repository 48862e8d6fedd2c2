import { entitlementFault, type Place, seatFault } from '../../domain/entitlement.ts';
import type { Correction } from '../../domain/protocol/events.ts';
import { requirementOf } from '../../domain/requirements.ts';
import type { Act } from './act.ts';
import type { Facts } from './facts.ts';

/** A command, as far as it says by itself where it belongs: what makes something lies in no stream of its own yet. */
type Given =
  | { readonly type: 'RegisterArea'; readonly parent: string | null }
  | { readonly type: 'FormPrecinct'; readonly area: string }
  | { readonly type: 'CallContest'; readonly area: string; readonly commission: string }
  | { readonly type: 'ProposeCorrection' | 'ConfirmCorrection'; readonly correction: Correction };

/** Why an act was not its author's to do there, by the role and area that it names, or by who sat in that commission. */
export function notEntitled(act: Act, command: unknown, facts: Facts): string | undefined {
  const given = command as Given;
  const { meta, kind, address } = act;
  const fault =
    entitlementFault(meta, requirementOf(kind, given), placeOf(act, given, facts)) ??
    seatFault(facts.members(address.election, meta), meta.actor, meta.area);
  return fault && `${fault.code}: ${fault.message}`;
}

/** Where that lies which an act is about; `undefined` for a call of an election, which lies in no area. */
function placeOf({ kind, address }: Act, given: Given, facts: Facts): Place | undefined {
  const { election, area, contest, precinct } = address;
  const above = (code: string | undefined): string[] =>
    code === undefined ? [] : facts.ancestry(election, code).map((each) => each.code);
  const inPrecinct = () => above(facts.precinct(election, precinct)?.area);
  switch (kind) {
    case 'election':
      return undefined;
    case 'area':
      if (given.type !== 'RegisterArea') return { areas: above(area) };
      return { areas: given.parent === null ? [area] : above(given.parent) };
    case 'precinct':
      return { areas: given.type === 'FormPrecinct' ? above(given.area) : inPrecinct(), precinct };
    case 'contest': {
      const seat = given.type === 'CallContest' ? given : facts.contest(election, contest);
      return { areas: above(seat?.area), ...conductedBy(seat) };
    }
    case 'ballotbox':
    case 'protocol':
      return { areas: inPrecinct(), precinct, ...conductedBy(facts.contest(election, contest)) };
  }
}

function conductedBy(seat: { readonly commission: string } | undefined): Pick<Place, 'conducting'> {
  return seat ? { conducting: seat.commission } : {};
}
