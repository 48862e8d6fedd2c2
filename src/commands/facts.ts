import { areaDecider } from '../domain/area/decider.ts';
import type { AreaFacts } from '../domain/area/state.ts';
import { ballotBoxDecider } from '../domain/ballot-box/decider.ts';
import { finalTally } from '../domain/ballot-box/state.ts';
import type { Member } from '../domain/commission.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { type ContestFacts, contestFacts } from '../domain/contest/state.ts';
import { electionDecider } from '../domain/election/decider.ts';
import type { ElectionFacts } from '../domain/election/state.ts';
import { upcast } from '../domain/event-catalogue.ts';
import { precinctDecider } from '../domain/precinct/decider.ts';
import { type PrecinctFacts, precinctFacts } from '../domain/precinct/state.ts';
import type { ProtocolFacts } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import type { Moment } from './moment.ts';
import type { ProtocolTarget } from './targets.ts';

/** Facts of other streams that can never be taken back, as known here. */

export async function electionOf({ known }: Moment, election: string): Promise<ElectionFacts | undefined> {
  return (await known(streams.election(election), electionDecider)).state;
}

export async function areaOf({ known }: Moment, election: string, code: string): Promise<AreaFacts | undefined> {
  return (await known(streams.area(election, code), areaDecider)).state.registered;
}

export async function precinctOf(
  { known }: Moment,
  election: string,
  code: string,
): Promise<PrecinctFacts | undefined> {
  return precinctFacts((await known(streams.precinct(election, code), precinctDecider)).state);
}

export async function contestOf({ known }: Moment, election: string, code: string): Promise<ContestFacts | undefined> {
  return contestFacts((await known(streams.contest(election, code), contestDecider)).state);
}

/** An area and every area above it, from below; empty when it is not registered. */
export async function ancestryOf(
  moment: Moment,
  election: string,
  code: string,
): Promise<readonly ({ readonly code: string } & AreaFacts)[]> {
  const ancestry: ({ readonly code: string } & AreaFacts)[] = [];
  for (let next: string | null = code; next !== null;) {
    const area: AreaFacts | undefined = await areaOf(moment, election, next);
    if (!area) break;
    ancestry.push({ code: next, ...area });
    next = area.parent;
  }
  return ancestry;
}

/** What every decision on a protocol rests on. Who sits in the commission and how the contest stands may change: read afresh. */
export async function protocolFacts(
  moment: Moment,
  { election, contest, precinct }: ProtocolTarget,
): Promise<ProtocolFacts> {
  const place = (await moment.current(streams.precinct(election, precinct), precinctDecider)).state;
  const seat = await contestOf({ ...moment, known: moment.current }, election, contest);
  const above = place.area === undefined ? [] : await ancestryOf(moment, election, place.area);
  return {
    election: await electionOf(moment, election),
    precinct: place.area === undefined ? undefined : { closedAt: place.closedAt, members: place.members },
    inConstituency: seat && above.some(({ code }) => code === seat.area),
    lines: seat?.lines,
    decided: seat?.decided ?? false,
    published: seat?.final ?? false,
    ballots: undefined,
  };
}

/** The same for those that hold the protocol against its relations: with the ballots of its box, which may be many to read. */
export async function examinedProtocolFacts(moment: Moment, target: ProtocolTarget): Promise<ProtocolFacts> {
  const { election, contest, precinct } = target;
  const box = await moment.current(streams.ballotBox(election, contest, precinct), ballotBoxDecider);
  return { ...(await protocolFacts(moment, target)), ballots: finalTally(box.state) };
}

/**
 * Who sat in the commission when the paper that stands was posted: as composed last before that in the record, which can
 * never be taken back. `undefined`: it is not posted, as far as is known here.
 */
export async function membersWhenPosted(
  { known, events }: Moment,
  { election, contest, precinct }: ProtocolTarget,
): Promise<readonly Member[] | undefined> {
  const protocol = streams.protocol(election, contest, precinct);
  if (!(await known(protocol, protocolDecider)).state.posted) return undefined;
  let posting = -1;
  for await (const { type, position } of events(protocol)) if (type === 'ProtocolPosted') posting = position;
  let members: readonly Member[] = [];
  for await (const recorded of events(streams.precinct(election, precinct))) {
    if (recorded.position > posting) break;
    const event = upcast(recorded);
    if (event.type === 'CommissionComposed') members = event.data.members;
  }
  return members;
}
