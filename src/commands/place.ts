import { areaDecider } from '../domain/area/decider.ts';
import { type Capacity, electionFault, entitlementFault, type Place, seatFault } from '../domain/entitlement.ts';
import type { Member } from '../domain/commission.ts';
import { precinctDecider } from '../domain/precinct/decider.ts';
import { confirmsProposal, proposerFault } from '../domain/proposal.ts';
import type { Refusal } from '../domain/refusal.ts';
import { requirementOf } from '../domain/requirements.ts';
import { type Given, placeAt, siteOf } from '../domain/site.ts';
import { addressOf, type StreamAddress, type StreamName, streams } from '../domain/stream.ts';
import { ancestryOf, contestOf, precinctOf } from './facts.ts';
import type { Fold } from './folded.ts';
import type { Moment } from './moment.ts';
import type { Requester } from './requester.ts';

/** What of an execution says where it is recorded, and who asks. */
interface Asked {
  readonly stream: StreamName;
  readonly decider: Fold<unknown>;
  readonly by: Requester;
}

/**
 * Why somebody may not give a command there: by their role, their election, because they do not sit in the commission they name, or because
 * whoever proposed what they confirm sits in theirs no more.
 */
export async function notEntitled(
  moment: Moment,
  { stream, decider, by }: Asked,
  command: Given,
): Promise<Refusal | undefined> {
  const address = addressOf(stream);
  if (!address || address.kind === 'checkpoint') throw new Error(`no command records in ${stream}`);
  const place = await placeOf(moment, address, command);
  const { proposer } = confirmsProposal(command.type) ? await moment.current(stream, decider) : {};
  return (
    entitlementFault(by, requirementOf(address.kind, command), place) ??
    electionFault(by.election, address.election) ??
    seatFault(await membersOf(moment, address.election, by), by.official, by.area) ??
    (proposer && proposerFault(await membersOf(moment, address.election, proposer), proposer))
  );
}

async function placeOf(moment: Moment, address: StreamAddress, command: Given): Promise<Place | undefined> {
  const { election, contest, precinct } = address;
  const site = siteOf(address, command, {
    precinct: precinct === '' ? undefined : await precinctOf(moment, election, precinct),
    contest: contest === '' ? undefined : await contestOf(moment, election, contest),
  });
  const above = site?.area === undefined ? [] : await ancestryOf(moment, election, site.area);
  return site && placeAt(site, above);
}

/** Who sits in the commission that somebody names: it may change, so it is read as the record stands. */
async function membersOf({ current }: Moment, election: string, { role, area }: Capacity): Promise<readonly Member[]> {
  if (area === undefined) return [];
  switch (role) {
    case 'territorial-commission':
      return (await current(streams.area(election, area), areaDecider)).state.members;
    case 'precinct-commission':
      return (await current(streams.precinct(election, area), precinctDecider)).state.members;
    default:
      return [];
  }
}
