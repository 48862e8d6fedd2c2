import type { BallotBoxState } from '../../../domain/ballot-box/state.ts';
import { finalTally } from '../../../domain/ballot-box/state.ts';
import type { Tabulation } from '../../../domain/contest/tabulation.ts';
import type { ElectionFacts } from '../../../domain/election/state.ts';
import type { EventMeta } from '../../../domain/event-meta.ts';
import type { PrecinctState } from '../../../domain/precinct/state.ts';
import { noFigures } from '../../../domain/protocol/figures.ts';
import { type ProtocolState, stageOf } from '../../../domain/protocol/state.ts';
import { streams as names } from '../../../domain/stream.ts';
import type { VoteEvent } from '../../../domain/vote-event.ts';
import type { Act } from '../act.ts';
import type { EventIn } from '../kinds.ts';
import type { Streams } from '../streams.ts';
import type { Counting } from './counting.ts';
import { ContestTrace } from './contest-trace.ts';
import { type Around, PaperTrace } from './paper-trace.ts';
import type { Frame, PrecinctCount } from './row.ts';
import { tabulationOf } from './tabulation.ts';
import { inOrder, Territory } from './territory.ts';

type Tabulated = Extract<EventIn<'contest'>, { type: 'ResultTabulated' }>['data'];

interface Election {
  readonly territory: Territory;
  readonly contests: Map<string, ContestTrace>;
  /** Codes of contests by constituency. */
  readonly seats: Map<string, string[]>;
  readonly papers: Map<string, PaperTrace>;
}

/**
 * What every contest adds up to, from the events alone. Nothing is kept added up: a count is taken anew from the folded
 * streams whenever it is asked for, which is slow, and plain to follow.
 */
export class Sums implements Counting {
  readonly #streams: Streams;
  readonly #elections = new Map<string, Election>();
  /** Tabulations whose figures changed under way, so that what was read cannot be added up again. */
  readonly uncheckable = new Set<number>();

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  /** To be called with every event, after it is folded. */
  happened({ kind, address, meta }: Act, event: VoteEvent, index: number): void {
    const election = this.#election(address.election);
    const { area, precinct } = address;
    switch (kind) {
      case 'election':
        return;
      case 'area':
        if (event.type !== 'AreaRegistered') return;
        election.territory.registerArea(area, event.data.level, event.data.parent);
        this.#change(election, this.#seatsAbove(election, area), index, meta);
        return;
      case 'precinct':
        this.#inPrecinct(election, precinct, event as EventIn<'precinct'>, index, meta);
        return;
      case 'contest':
        this.#inContest(election, address.election, address.contest, event as EventIn<'contest'>, index, meta);
        return;
      case 'ballotbox': {
        const trace = election.contests.get(address.contest);
        if (event.type === 'BallotBoxClosed') this.#stale(election, trace, precinct);
        trace?.change(index, meta);
        return;
      }
      case 'protocol': {
        const trace = election.contests.get(address.contest);
        if (!trace) return;
        if (event.type === 'ProtocolAccepted') trace.protocolAccepted = true;
        const paper = this.#paper(election, trace.code, precinct);
        const around = () => this.#around(trace, precinct);
        const rests = paper.happened(event as EventIn<'protocol'>, this.#protocol(trace, precinct), around);
        if (rests) trace.change(index, meta);
      }
    }
  }

  contest(election: string, code: string): ContestTrace | undefined {
    return this.#elections.get(election)?.contests.get(code);
  }

  /** In the order of their codes' UTF-16 code units. */
  contests(election: string): ContestTrace[] {
    const contests = this.#elections.get(election)?.contests.values() ?? [];
    return [...contests].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }

  has(election: string): boolean {
    return this.#elections.has(election);
  }

  get elections(): string[] {
    return [...this.#elections.keys()];
  }

  /** Codes of the contests that a precinct votes in. */
  contestsAt(election: string, precinct: string): string[] {
    const known = this.#elections.get(election);
    return known ? this.#seatsAt(known, precinct) : [];
  }

  territory(election: string): Territory {
    return this.#election(election).territory;
  }

  frame(trace: ContestTrace): Frame {
    const { rules } = this.#facts(trace.election) ?? {};
    const basis = trace.protocolAccepted || rules?.protocol.required ? 'protocols' : 'ballots';
    return { basis, candidates: trace.candidates, againstAll: trace.againstAll };
  }

  /** What each precinct of a contest has, in the order of their codes. */
  counts(trace: ContestTrace): PrecinctCount[] {
    return this.precincts(trace).map((precinct) => this.#count(trace, precinct));
  }

  /** Codes of the precincts that vote in a contest, in their order. */
  precincts({ election, area }: ContestTrace): string[] {
    const below = this.territory(election).below(area);
    return inOrder(below.filter(({ level }) => level === 'precinct')).map(({ code }) => code);
  }

  openErrors(trace: ContestTrace, precinct: string): readonly { readonly kind: string }[] {
    const paper = this.#elections.get(trace.election)?.papers.get(`${trace.code}/${precinct}`);
    return paper?.openErrors(this.#protocol(trace, precinct), () => this.#around(trace, precinct)) ?? [];
  }

  copyDiffers(trace: ContestTrace, precinct: string): boolean {
    const paper = this.#elections.get(trace.election)?.papers.get(`${trace.code}/${precinct}`);
    return paper?.copyDiffers(this.#protocol(trace, precinct)) ?? false;
  }

  tabulation(trace: ContestTrace): Tabulation {
    return tabulationOf(this, trace);
  }

  /**
   * What a commission put to the vote, added up again as of the position that it names. Where others recorded something
   * of the contest after that position and beside this very act, what was read then is gone: it is believed, and noted.
   */
  tabulationAsOf(recorded: Tabulated, act: Act): Tabulation | undefined {
    const trace = this.contest(act.address.election, act.address.contest);
    if (!trace) return undefined;
    const { position } = recorded;
    if (position >= act.index) return { ...this.tabulation(trace), position: act.index - 1 };
    const own = { ...this.tabulation(trace), position };
    if (trace.changedAt <= position || own.digest === recorded.digest) return own;
    if (!trace.unseenSince(position, act.meta)) return own;
    this.uncheckable.add(act.index);
    const { at: _, checkpoint: _1, ...figures } = recorded;
    return { ...figures, uncounted: [], discrepancies: [], copiesDiffering: [], changedAt: position };
  }

  #inPrecinct(election: Election, code: string, event: EventIn<'precinct'>, index: number, meta: EventMeta): void {
    switch (event.type) {
      case 'PollsOpened':
      case 'PollsClosed':
        return;
      case 'CommissionComposed': {
        const held = this.#seatsAt(election, code).filter((contest) => election.papers.has(`${contest}/${code}`));
        for (const contest of held) this.#stale(election, election.contests.get(contest), code);
        this.#change(election, held, index, meta);
        return;
      }
      case 'PrecinctFormed':
        election.territory.formPrecinct(code, event.data.area);
        break;
      case 'RollReceived':
      case 'TurnoutReported':
        break;
    }
    this.#change(election, this.#seatsAt(election, code), index, meta);
  }

  #inContest(
    election: Election,
    id: string,
    code: string,
    event: EventIn<'contest'>,
    index: number,
    meta: EventMeta,
  ): void {
    if (event.type === 'ContestCalled') {
      const { area, againstAll } = event.data;
      election.contests.set(code, new ContestTrace(id, code, area, againstAll));
      election.seats.set(area, [...(election.seats.get(area) ?? []), code]);
    }
    const trace = election.contests.get(code);
    if (!trace) return;
    if (trace.happened(event)) trace.change(index, meta);
    if (event.type === 'BallotTextApproved') {
      for (const precinct of this.precincts(trace)) this.#stale(election, trace, precinct);
    }
    if (event.type === 'ResultTabulated') {
      const { position } = event.data;
      trace.tabulated = trace.changedAt <= position ? { ...this.tabulation(trace), position } : undefined;
    }
  }

  #count(trace: ContestTrace, precinct: string): PrecinctCount {
    const { votersOnRoll, turnout } = this.#precinct(trace.election, precinct);
    const box = this.#box(trace, precinct);
    const protocol = this.#protocol(trace, precinct);
    const { invalidated, accepted, before } = protocol;
    const paper = invalidated ? undefined : (accepted ?? before);
    const reported = { votersOnRoll, ballotsIssued: turnout.at(-1)?.ballotsIssued ?? null };
    const said = (name: keyof typeof reported) => invalidated || (paper?.figures[name] ?? null) !== null;
    const ballots = new Map<string, number>();
    for (const batch of box.status === 'none' ? [] : box.batches.values()) {
      for (const [choice, n] of batch) ballots.set(choice, (ballots.get(choice) ?? 0) + n);
    }
    return {
      precinct,
      reported: {
        ...noFigures,
        votersOnRoll: said('votersOnRoll') ? null : reported.votersOnRoll,
        ballotsIssued: said('ballotsIssued') ? null : reported.ballotsIssued,
      },
      sealed: box.status !== 'none',
      closed: box.status === 'closed',
      ballots,
      paper,
      accepted: stageOf(protocol) === 'accepted',
      flagged: this.openErrors(trace, precinct).length > 0,
      invalidated,
    };
  }

  #around(trace: ContestTrace, precinct: string): Around {
    return {
      relations: this.#facts(trace.election)?.rules.protocol.relations ?? [],
      lines: trace.lines,
      members: this.#precinct(trace.election, precinct).members,
      ballots: finalTally(this.#box(trace, precinct)),
    };
  }

  #change(election: Election, contests: readonly string[], index: number, meta: EventMeta): void {
    for (const code of contests) election.contests.get(code)?.change(index, meta);
  }

  #stale(election: Election, trace: ContestTrace | undefined, precinct: string): void {
    if (trace) election.papers.get(`${trace.code}/${precinct}`)?.stale(this.#protocol(trace, precinct));
  }

  #seatsAt(election: Election, precinct: string): string[] {
    return this.#seatsAbove(election, election.territory.homeOf(precinct));
  }

  /** Codes of the contests in whose constituency an area lies. */
  #seatsAbove({ territory, seats }: Election, area: string | undefined): string[] {
    return territory.up(area).flatMap(({ code }) => seats.get(code) ?? []);
  }

  #paper({ papers }: Election, contest: string, precinct: string): PaperTrace {
    const key = `${contest}/${precinct}`;
    let paper = papers.get(key);
    if (!paper) papers.set(key, (paper = new PaperTrace()));
    return paper;
  }

  #election(id: string): Election {
    let election = this.#elections.get(id);
    if (!election) {
      election = { territory: new Territory(), contests: new Map(), seats: new Map(), papers: new Map() };
      this.#elections.set(id, election);
    }
    return election;
  }

  #facts(election: string): ElectionFacts | undefined {
    return this.#streams.at(names.election(election), 'election').state as ElectionFacts | undefined;
  }

  #precinct(election: string, code: string): PrecinctState {
    return this.#streams.at(names.precinct(election, code), 'precinct').state as PrecinctState;
  }

  #box({ election, code }: ContestTrace, precinct: string): BallotBoxState {
    return this.#streams.at(names.ballotBox(election, code, precinct), 'ballotbox').state as BallotBoxState;
  }

  #protocol({ election, code }: ContestTrace, precinct: string): ProtocolState {
    return this.#streams.at(names.protocol(election, code, precinct), 'protocol').state as ProtocolState;
  }
}
