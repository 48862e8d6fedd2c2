import type { AreaFacts, AreaState } from '../../domain/area/state.ts';
import { type BallotBoxState, finalTally } from '../../domain/ballot-box/state.ts';
import { type ContestFacts, contestFacts, type ContestState } from '../../domain/contest/state.ts';
import type { Tabulation } from '../../domain/contest/tabulation.ts';
import type { EventMeta } from '../../domain/event-meta.ts';
import type { ElectionFacts } from '../../domain/election/state.ts';
import { precinctFacts, type PrecinctFacts, type PrecinctState } from '../../domain/precinct/state.ts';
import type { Proposer } from '../../domain/proposal.ts';
import type { ProtocolFacts } from '../../domain/protocol/commands.ts';
import { type StreamAddress, streams as names } from '../../domain/stream.ts';
import type { Act } from './act.ts';
import type { Kind } from './kinds.ts';
import type { Sums } from './results/sums.ts';
import type { Standing, Streams } from './streams.ts';

/** How many acts ago each stream is looked at, where that is not now. */
export type Back = ReadonlyMap<string, number>;

/** What an act may rest on: other streams and the totals, as they stood when it was decided. Keeps in mind what was asked. */
export class Facts {
  readonly sums: Sums;
  /** Totals as they were put to the vote, whatever others have recorded since. */
  readonly asTabulated: boolean;
  readonly #streams: Streams;
  readonly #back: Back;
  readonly read = new Set<string>();

  constructor(streams: Streams, sums: Sums, back: Back = new Map(), asTabulated = false) {
    this.#streams = streams;
    this.sums = sums;
    this.#back = back;
    this.asTabulated = asTabulated;
  }

  election(election: string): ElectionFacts | undefined {
    return this.#at(names.election(election), 'election').state as ElectionFacts | undefined;
  }

  area(election: string, code: string): AreaFacts | undefined {
    return (this.#at(names.area(election, code), 'area').state as AreaState).registered;
  }

  /** The commission of an area, and the revision of its stream. */
  commission(election: string, code: string): { members: AreaState['members']; revision: number } {
    const { state, revision } = this.#at(names.area(election, code), 'area');
    return { members: (state as AreaState).members, revision };
  }

  /** Who sits in the commission in whose name somebody acts: nobody, where none is composed here. */
  members(election: string, { role, area }: Pick<EventMeta, 'role' | 'area'>): AreaState['members'] {
    if (area === undefined) return [];
    if (role === 'territorial-commission') return this.commission(election, area).members;
    return role === 'precinct-commission' ? this.#precinct(election, area).members : [];
  }

  /** Who has proposed what waits in a stream for a second person. */
  proposer({ stream, kind }: Act): Proposer | undefined {
    return this.#at(stream, kind).proposer;
  }

  precinct(election: string, code: string): PrecinctFacts | undefined {
    return precinctFacts(this.#precinct(election, code));
  }

  contest(election: string, code: string): ContestFacts | undefined {
    return contestFacts(this.#at(names.contest(election, code), 'contest').state as ContestState);
  }

  /** An area and every area above it, from below; empty when it is not registered. */
  ancestry(election: string, code: string): readonly ({ readonly code: string } & AreaFacts)[] {
    const above: ({ readonly code: string } & AreaFacts)[] = [];
    for (let next: string | null = code; next !== null && !above.some((area) => area.code === next);) {
      const area: AreaFacts | undefined = this.area(election, next);
      if (!area) break;
      above.push({ code: next, ...area });
      next = area.parent;
    }
    return above;
  }

  /** Whether a precinct votes in a contest. */
  votes(election: string, precinct: string, contest: ContestFacts | undefined): boolean {
    const place = this.precinct(election, precinct);
    return place !== undefined && this.ancestry(election, place.area).some(({ code }) => code === contest?.area);
  }

  protocol({ election, contest, precinct }: StreamAddress): ProtocolFacts {
    const place = this.#precinct(election, precinct);
    const seat = this.contest(election, contest);
    const box = this.#at(names.ballotBox(election, contest, precinct), 'ballotbox').state as BallotBoxState;
    return {
      election: this.election(election),
      precinct: place.area === undefined ? undefined : { closedAt: place.closedAt, members: place.members },
      inConstituency: this.votes(election, precinct, seat),
      lines: seat?.lines,
      decided: seat?.decided ?? false,
      published: seat?.final ?? false,
      ballots: finalTally(box),
    };
  }

  /** Who sat in the commission when a protocol was posted last. @param protocol its stream */
  whenPosted(protocol: string): PrecinctState['members'] | undefined {
    return this.#streams.whenPosted(protocol);
  }

  tabulation(election: string, contest: string): Tabulation | undefined {
    const trace = this.sums.contest(election, contest);
    if (!trace) return undefined;
    const { tabulated } = trace;
    // Nothing that a voice is asked about has changed: it need not be added up again.
    if (tabulated && (this.asTabulated || trace.changedAt <= tabulated.position)) return tabulated;
    return this.sums.tabulation(trace);
  }

  #precinct(election: string, code: string): PrecinctState {
    return this.#at(names.precinct(election, code), 'precinct').state as PrecinctState;
  }

  #at(stream: string, kind: Kind): Standing {
    this.read.add(stream);
    return this.#streams.at(stream, kind, this.#back.get(stream));
  }
}
