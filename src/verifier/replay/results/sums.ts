import type { BallotBoxState } from '../../../domain/ballot-box/state.ts';
import { finalTally } from '../../../domain/ballot-box/state.ts';
import type { Tabulation } from '../../../domain/contest/tabulation.ts';
import type { ElectionFacts } from '../../../domain/election/state.ts';
import type { PrecinctState } from '../../../domain/precinct/state.ts';
import { noFigures } from '../../../domain/protocol/figures.ts';
import { type ProtocolState, stageOf } from '../../../domain/protocol/state.ts';
import { streams as names } from '../../../domain/stream.ts';
import type { Act } from '../act.ts';
import type { EventIn } from '../kinds.ts';
import type { Streams } from '../streams.ts';
import type { Counting } from './counting.ts';
import type { ContestTrace } from './contest-trace.ts';
import type { ElectionTrace } from './election-trace.ts';
import type { Around } from './paper-trace.ts';
import type { Frame, PrecinctCount } from './row.ts';
import { tabulationOf } from './tabulation.ts';
import type { Territory } from './territory.ts';

type Tabulated = Extract<EventIn<'contest'>, { type: 'ResultTabulated' }>['data'];

/**
 * What every contest adds up to, from the events alone. Nothing is kept added up: a count is taken anew from the folded
 * streams whenever it is asked for, which is slow, and plain to follow.
 */
export class Sums implements Counting {
  readonly #streams: Streams;
  readonly #elections: ReadonlyMap<string, ElectionTrace>;
  /** Tabulations whose figures changed under way, so that what was read cannot be added up again. */
  readonly uncheckable = new Set<number>();

  constructor(streams: Streams, elections: ReadonlyMap<string, ElectionTrace>) {
    this.#streams = streams;
    this.#elections = elections;
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
    return (
      this.#elections
        .get(election)
        ?.contestsAt(precinct)
        .map(({ code }) => code) ?? []
    );
  }

  territory(election: string): Territory {
    return this.#of(election).territory;
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
  precincts(trace: ContestTrace): string[] {
    return this.#of(trace.election).precincts(trace);
  }

  openErrors(trace: ContestTrace, precinct: string): readonly { readonly kind: string }[] {
    const paper = this.#of(trace.election).paper(trace, precinct);
    return paper?.openErrors(this.#protocol(trace, precinct), () => this.around(trace, precinct)) ?? [];
  }

  copyDiffers(trace: ContestTrace, precinct: string): boolean {
    const paper = this.#of(trace.election).paper(trace, precinct);
    return paper?.copyDiffers(this.#protocol(trace, precinct)) ?? false;
  }

  isUnposted(trace: ContestTrace, precinct: string): boolean {
    const { accepted, before, invalidated, posted } = this.#protocol(trace, precinct);
    return (accepted ?? before) !== undefined && !invalidated && !posted;
  }

  /** What a precinct's paper is held against. */
  around(trace: ContestTrace, precinct: string): Around {
    return {
      relations: this.#facts(trace.election)?.rules.protocol.relations ?? [],
      lines: trace.lines,
      members: this.#precinct(trace.election, precinct).members,
      ballots: finalTally(this.#box(trace, precinct)),
    };
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
    return { ...figures, uncounted: [], discrepancies: [], copiesDiffering: [], unposted: [], changedAt: position };
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

  #of(election: string): ElectionTrace {
    return this.#elections.get(election)!;
  }

  #facts(election: string): ElectionFacts | undefined {
    return this.#streams.stateOf(names.election(election), 'election');
  }

  #precinct(election: string, code: string): PrecinctState {
    return this.#streams.stateOf(names.precinct(election, code), 'precinct');
  }

  #box({ election, code }: ContestTrace, precinct: string): BallotBoxState {
    return this.#streams.stateOf(names.ballotBox(election, code, precinct), 'ballotbox');
  }

  #protocol({ election, code }: ContestTrace, precinct: string): ProtocolState {
    return this.#streams.stateOf(names.protocol(election, code, precinct), 'protocol');
  }
}
