import type { LogState } from '../../domain/log/decider.ts';
import type { ProtocolState } from '../../domain/protocol/state.ts';
import { streams } from '../../domain/stream.ts';
import { Faults } from '../check.ts';
import type { Leaf } from '../formats/leaf.ts';
import { type Act, Acts } from './act.ts';
import { differences, inWords, type Published } from './published.ts';
import { relationFaults } from './relations.ts';
import { resultsOf } from './results/contest-results.ts';
import { Traces } from './results/traces.ts';
import { judge } from './rules.ts';
import { signed } from './signed.ts';
import { Streams } from './streams.ts';

/**
 * The record done again: leaf by leaf, every act is put to the rules, every protocol to its relations, and every total is
 * added up. Keeps the folded streams (of ballots their tallies by batch) and the first faults of each kind.
 */
export class Replay {
  /** Of the rules, of the control relations, of what was published, and of personal signatures. */
  readonly rules = new Faults();
  readonly relations = new Faults();
  readonly results = new Faults();
  readonly signatures = new Faults();
  acts = 0;
  protocols = 0;
  /** Acts that bear their author's signature, and those of the kinds that do which had no need to. */
  signed = 0;
  unsigned = 0;
  /** Positions of acts that are in order only if others' acts beside them were not seen. */
  readonly sideBySide: number[] = [];
  /** Whether the record has come to the position that was published. */
  compared = false;
  readonly #acts = new Acts();
  readonly #streams = new Streams();
  readonly #traces = new Traces(this.#streams);
  readonly #sums = this.#traces.sums;
  readonly #published: Published | undefined;

  /** @param published what is held against the totals, at the position that it names */
  constructor(published?: Published) {
    this.#published = published;
  }

  leaf(leaf: Leaf): void {
    this.#guarded(leaf.index, () => {
      const act = this.#acts.push(leaf);
      if (act) this.#act(act);
    });
  }

  /** To be called after the last leaf. */
  end(): void {
    this.#guarded(undefined, () => {
      const act = this.#acts.end();
      if (act) this.#act(act);
    });
  }

  /** What two people agreed on about a log. @param log its origin */
  agreements(log: string): LogState {
    return this.#streams.stateOf(streams.log(log), 'log');
  }

  /** Positions of tabulations whose figures changed under way, so that they cannot be added up again. */
  get uncheckable(): readonly number[] {
    return [...this.#sums.uncheckable];
  }

  /** Error-level discrepancies of protocols that nobody has explained, as the record stands. */
  openErrors(): { readonly contest: string; readonly precinct: string; readonly relation: string }[] {
    return this.#sums.elections.flatMap((election) =>
      this.#sums
        .contests(election)
        .flatMap((trace) =>
          this.#sums
            .precincts(trace)
            .flatMap((precinct) =>
              this.#sums
                .openErrors(trace, precinct)
                .map(({ kind }) => ({ contest: trace.code, precinct, relation: kind })),
            ),
        ),
    );
  }

  #act(act: Act): void {
    this.acts += 1;
    for (const fault of act.strange) this.rules.add(fault);
    const { facts, sideBySide, fault } = judge(act, this.#streams, this.#sums);
    if (fault) this.rules.add({ index: fault.index, message: `${act.stream}: ${fault.message}` });
    if (sideBySide) this.sideBySide.push(act.index);
    if (act.kind === 'protocol') {
      const { state } = this.#streams.at(act.stream, act.kind);
      for (const { index, message } of relationFaults(act, state as ProtocolState, facts)) {
        this.relations.add({ index, message: `${act.stream}: ${message}` });
      }
      if (act.events.some(({ type }) => type === 'ProtocolAccepted')) this.protocols += 1;
    }
    this.#guarded(act.index, () => this.#signature(act));
    this.#streams.begin(act);
    for (const [i, event] of act.events.entries()) {
      this.#streams.fold(act, event);
      this.#traces.happened(act, event, act.index + i);
      if (act.index + i === this.#published?.position) this.#compare(this.#published);
    }
  }

  #signature(act: Act): void {
    const found = signed(act, this.#streams);
    if (found === 'signed') this.signed += 1;
    if (found === 'unsigned') this.unsigned += 1;
    if (typeof found === 'string') return;
    this.signatures.add({ index: act.index, message: `${act.stream}: ${act.events[0].type}: ${found.fault}` });
  }

  #compare(published: Published): void {
    this.compared = true;
    const { election } = published;
    if (!this.#sums.has(election)) {
      this.results.add({ message: `the record knows of no election ${election}` });
      return;
    }
    for (const difference of differences(resultsOf(this.#sums, election), published)) {
      this.results.add({ message: inWords(difference) });
    }
  }

  /** What no rule foresees is a finding like any other, and replaying goes on. */
  #guarded(index: number | undefined, step: () => void): void {
    try {
      step();
    } catch (error) {
      const message = `cannot be replayed: ${(error as Error).message}`;
      this.rules.add(index === undefined ? { message } : { index, message });
    }
  }
}
