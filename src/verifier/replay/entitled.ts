import { entitlementFault, type Place, seatFault } from '../../domain/entitlement.ts';
import { confirmsProposal, proposerFault } from '../../domain/proposal.ts';
import { requirementOf } from '../../domain/requirements.ts';
import { type Given, placeAt, siteOf } from '../../domain/site.ts';
import type { Act } from './act.ts';
import type { Facts } from './facts.ts';

/**
 * Why an act was not its author's to do there, by the role and area that it names, or by who sat in that commission; or why
 * nobody could confirm what was proposed.
 */
export function notEntitled(act: Act, command: unknown, facts: Facts): string | undefined {
  const given = command as Given;
  const { meta, kind, address } = act;
  const proposer = confirmsProposal(given.type) ? facts.proposer(act) : undefined;
  const fault =
    entitlementFault(meta, requirementOf(kind, given), placeOf(act, given, facts)) ??
    seatFault(facts.members(address.election, meta), meta.actor, meta.area) ??
    (proposer && proposerFault(facts.members(address.election, proposer), proposer));
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
