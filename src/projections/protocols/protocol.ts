import type { Member } from '../../domain/commission.ts';
import type { ProtocolEvent } from '../../domain/protocol/events.ts';
import type { ProtocolContent as PaperContent } from '../../domain/protocol/figures.ts';
import { examine, type Finding, type Held, signingOf } from '../../domain/protocol/findings.ts';
import type { ProtocolStage } from '../../domain/protocol/state.ts';
import { controlRelation, type RelationId, type Severity } from '../../domain/rules/control-relations.ts';
import { Digested } from '../digested.ts';
import { discrepanciesOf, type DiscrepancyContent } from './discrepancy.ts';
import { happened } from './happened.ts';
import { nothingRecorded, type ProtocolRecord, stageOf } from './record.ts';

/** What the record says elsewhere of a precinct, as its protocol's control relations need it. */
export interface Surroundings {
  readonly relations: readonly RelationId[];
  /** Lines of the approved ballot. */
  readonly lines: readonly string[];
  readonly members: readonly Member[];
  /** Ballots of the closed box by line and `invalid`; `undefined` while there are none that are final. */
  readonly ballots: ReadonlyMap<string, number> | undefined;
}

export interface RelationContent extends Held {
  readonly severity: Severity;
  readonly article: string;
}

/** A protocol as answers give it. */
export interface ProtocolContent extends Omit<ProtocolRecord, 'flagged' | 'accepted' | 'invalidated'> {
  readonly contest: string;
  readonly precinct: string;
  readonly stage: ProtocolStage;
  readonly accepted: (PaperContent & { readonly round: number; readonly at: string }) | null;
  /** What each control relation comes to, over the paper accepted last; none before there is one. */
  readonly relations: readonly RelationContent[];
  readonly discrepancies: readonly DiscrepancyContent[];
}

/** The protocol of one precinct in one contest, held against its control relations as the record stands. */
export class PrecinctProtocol extends Digested {
  readonly contest: string;
  readonly precinct: string;
  #record = nothingRecorded;
  readonly #surroundings: () => Surroundings;
  #failing: readonly Finding[] = [];
  #discrepancies: readonly DiscrepancyContent[] = [];

  constructor(whole: Digested, contest: string, precinct: string, surroundings: () => Surroundings) {
    super(whole);
    this.contest = contest;
    this.precinct = precinct;
    this.#surroundings = surroundings;
  }

  get record(): ProtocolRecord {
    return this.#record;
  }

  get stage(): ProtocolStage {
    return stageOf(this.#record);
  }

  /** What the paper accepted last says; still the old one while a recount is under way. `undefined`: it does not count. */
  get paper(): PaperContent | undefined {
    return this.#record.invalidated ? undefined : this.#record.accepted?.content;
  }

  get discrepancies(): readonly DiscrepancyContent[] {
    return this.#discrepancies;
  }

  /** Control relations of the severity `error` that fail, and that nobody has explained. */
  get openErrors(): DiscrepancyContent[] {
    return this.#discrepancies.filter(
      ({ kind, severity, status }) => kind !== 'observer-copy' && severity === 'error' && status === 'open',
    );
  }

  /** An observer's copy says something else, and nobody has explained it. */
  get copyDiffers(): boolean {
    return this.#discrepancies.some(({ kind, status }) => kind === 'observer-copy' && status === 'open');
  }

  /** A paper stands that only the commission has seen. */
  get isUnposted(): boolean {
    return this.paper !== undefined && this.#record.posted === null;
  }

  happened(event: ProtocolEvent): void {
    this.#record = happened(this.#record, event);
    this.reexamine();
  }

  /** To be called when something around it has changed. A recount leaves what was found as it was, until it is completed. */
  reexamine(): void {
    this.touch();
    const { accepted, round, invalidated } = this.#record;
    if (invalidated) this.#failing = [];
    else if (accepted?.round === round) {
      this.#failing = this.#relations().flatMap(({ kind, subject, holds, left, right }) =>
        holds === false ? [{ kind, subject, left: left!, right: right! }] : [],
      );
    }
    this.#discrepancies = discrepanciesOf(this.#record, this.#failing);
  }

  #relations(): Held[] {
    const { accepted, mobileBoxes, signatures, posted } = this.#record;
    if (!accepted) return [];
    const { relations, lines, members, ballots } = this.#surroundings();
    const signing = signingOf(posted, signatures, members);
    return examine(relations, { content: accepted.content, lines, mobileBoxes, ballots, signing });
  }

  override content(): ProtocolContent {
    const { flagged: _, invalidated: _1, accepted, ...record } = this.#record;
    return {
      contest: this.contest,
      precinct: this.precinct,
      stage: this.stage,
      ...record,
      accepted: accepted && { round: accepted.round, at: accepted.at, ...accepted.content },
      relations: this.#relations().map((held) => {
        const { severity, article } = controlRelation(held.kind);
        return { ...held, severity, article };
      }),
      discrepancies: this.#discrepancies,
    };
  }

  save(): [ProtocolRecord, readonly Finding[]] {
    return [this.#record, this.#failing];
  }

  restore([record, failing]: [ProtocolRecord, readonly Finding[]]): void {
    this.#record = record;
    this.#failing = failing;
    this.#discrepancies = discrepanciesOf(record, failing);
    this.touch();
  }
}
