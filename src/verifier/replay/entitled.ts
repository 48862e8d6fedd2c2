import { entitlementFault, type Place, seatFault } from '../../domain/entitlement.ts';
import { requirementOf } from '../../domain/requirements.ts';
import { type Given, placeAt, siteOf } from '../../domain/site.ts';
import type { Act } from './act.ts';
import type { Facts } from './facts.ts';

/** Why an act was not its author's to do there, by the role and area that it names, or by who sat in that commission. */
export function notEntitled(act: Act, command: unknown, facts: Facts): string | undefined {
  const given = command as Given;
  const { meta, kind, address } = act;
  const fault =
    entitlementFault(meta, requirementOf(kind, given), placeOf(act, given, facts)) ??
    seatFault(facts.members(address.election, meta), meta.actor, meta.area);
  return fault && `${fault.code}: ${fault.message}`;
}

function placeOf({ address }: Act, given: Given, facts: Facts): Place | undefined {
  const { election, contest, precinct } = address;
  const site = siteOf(address, given, {
    precinct: precinct === '' ? undefined : facts.precinct(election, precinct),
    contest: contest === '' ? undefined : facts.contest(election, contest),
  });
  const above = site?.area === undefined ? [] : facts.ancestry(election, site.area);
  return site && placeAt(site, above);
}
