import { areaDecider } from '../domain/area/decider.ts';
import type { AreaFacts } from '../domain/area/state.ts';
import { conductingArea } from '../domain/contest/calling.ts';
import type { CallContest } from '../domain/contest/commands.ts';
import { type Capacity, entitlementFault, type Place, seatFault } from '../domain/entitlement.ts';
import type { Member } from '../domain/commission.ts';
import { precinctDecider } from '../domain/precinct/decider.ts';
import type { Correction } from '../domain/protocol/events.ts';
import type { Refusal } from '../domain/refusal.ts';
import { requirementOf } from '../domain/requirements.ts';
import { addressOf, type StreamAddress, type StreamName, streams } from '../domain/stream.ts';
import type { Moment } from './moment.ts';
import { ancestryOf, contestOf, precinctOf } from './facts.ts';
import type { Requester } from './requester.ts';

/** A command, as far as it says by itself where it belongs and who may give it. */
export interface Given {
  readonly type: string;
  /** Of what is formed or called: the area it lies in. */
  readonly area?: unknown;
  /** Of an area that is registered: the one above. */
  readonly parent?: unknown;
  readonly correction?: Correction;
}

/** Why somebody may not give a command there, by their role or because they do not sit in the commission they name. */
export async function notEntitled(
  moment: Moment,
  stream: StreamName,
  command: Given,
  by: Requester,
): Promise<Refusal | undefined> {
  const address = addressOf(stream);
  if (!address || address.kind === 'checkpoint') throw new Error(`no command records in ${stream}`);
  const place = await placeOf(moment, address, command);
  return (
    entitlementFault(by, requirementOf(address.kind, command), place) ??
    seatFault(await membersOf(moment, address.election, by), by.official, by.area)
  );
}

/** Where that lies which a command is about: by its stream, or by what it says itself of what it makes. */
async function placeOf(moment: Moment, address: StreamAddress, command: Given): Promise<Place | undefined> {
  const { kind, election, area, contest, precinct } = address;
  const above = async (code: string) => codes(await ancestryOf(moment, election, code));
  switch (kind) {
    case 'area':
      if (command.type !== 'RegisterArea') return { areas: await above(area) };
      return { areas: command.parent === null ? [area] : await above(command.parent as string) };
    case 'precinct': {
      const within = command.type === 'FormPrecinct' ? (command.area as string) : undefined;
      const holding = within ?? (await precinctOf(moment, election, precinct))?.area;
      return { areas: holding === undefined ? [] : await above(holding), precinct };
    }
    case 'contest': {
      if (command.type === 'CallContest') return placeOfCall(command as CallContest);
      const seat = await contestOf(moment, election, contest);
      return seat ? { areas: await above(seat.area), conducting: seat.commission } : { areas: [] };
    }
    case 'ballotbox':
    case 'protocol': {
      const holding = (await precinctOf(moment, election, precinct))?.area;
      const conducting = (await contestOf(moment, election, contest))?.commission;
      const areas = holding === undefined ? [] : await above(holding);
      return { areas, precinct, ...(conducting === undefined ? {} : { conducting }) };
    }
    default:
      return undefined;
  }
}

function placeOfCall({ facts: { ancestry, election }, commission }: CallContest): Place {
  const conducting = commission ?? (election && conductingArea(ancestry, election.rules)?.code);
  return { areas: codes(ancestry), ...(conducting === undefined ? {} : { conducting }) };
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

function codes(ancestry: readonly ({ readonly code: string } & AreaFacts)[]): readonly string[] {
  return ancestry.map(({ code }) => code);
}
