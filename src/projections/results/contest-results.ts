import type { Member } from '../../domain/commission.ts';
import type { ProtocolEvent } from '../../domain/protocol/events.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { type ContestStatus, statusAfter } from '../contests/status.ts';
import { Digested } from '../digested.ts';
import { FigureRows } from '../figure-rows.ts';
import { PrecinctProtocol } from '../protocols/protocol.ts';
import type { ContestProtocols, ElectionProtocols } from '../protocols/protocols.ts';
import type { Territory } from '../territory.ts';
import type { FigureName } from './figures.ts';
import { type Basis, type ProtocolCounts, ResultRow } from './result-row.ts';
import { Choices, type SavedChoices } from './tally.ts';

/** What was reported of a precinct whatever the contest. */
export type PrecinctFigures = Partial<Record<FigureName, number | null>>;

export interface Called {
  readonly code: string;
  readonly area: string;
  readonly againstAll: boolean;
}

export interface SavedContest extends Called {
  readonly status: ContestStatus;
  readonly changedAt: number;
  readonly protocolAccepted: boolean;
  readonly choices: SavedChoices;
}

/** What a contest rests on that is not its own: the election's rules, and what is known of its precincts. */
export interface ElectionKnowledge {
  readonly election: string;
  readonly rules: RuleSet | undefined;
  readonly territory: Territory;
  reportedOf(precinct: string): PrecinctFigures;
  membersOf(precinct: string): readonly Member[];
}

/**
 * One contest added up in each precinct that votes in it, in each area below its constituency, in the constituency and
 * in the areas above. The digest leaves the status out: as long as no figure changes, it is the one that a tabulation
 * and a certificate name.
 */
export class ContestResults extends Digested {
  readonly election: string;
  readonly code: string;
  readonly area: string;
  readonly againstAll: boolean;
  readonly rows: FigureRows<ResultRow>;
  readonly protocols: ContestProtocols;
  readonly choices = new Choices();
  status: ContestStatus = statusAfter.ContestCalled;
  /** Position of the last event that figures or candidates rest on. */
  changedAt = -1;
  /** One of its protocols was accepted, whatever became of it. */
  protocolAccepted = false;
  readonly #known: ElectionKnowledge;

  constructor(whole: Digested, protocols: ElectionProtocols, known: ElectionKnowledge, called: Called) {
    super(whole);
    this.election = known.election;
    this.code = called.code;
    this.area = called.area;
    this.againstAll = called.againstAll;
    this.#known = known;
    this.rows = new FigureRows((place) => new ResultRow(this, place));
    this.protocols = protocols.add(called.code, (list, precinct) => this.#protocol(list, precinct));
  }

  override content(): object {
    const { election, code, area } = this;
    return { election, contest: code, area, areas: this.rows.all().map((row) => row.digest) };
  }

  /** Protocols, where the law asks for them or one of them is accepted; else ballots. */
  get basis(): Basis {
    return this.protocolAccepted || this.#known.rules?.protocol.required ? 'protocols' : 'ballots';
  }

  expect(precinct: string): void {
    for (const row of this.#path(precinct)) row.expect();
    for (const name of Object.keys(this.#known.reportedOf(precinct))) this.report(precinct, name as FigureName);
  }

  /** Takes over a figure that was reported of a precinct: unless the precinct's paper says it, or counts no more. */
  report(precinct: string, name: FigureName): void {
    const path = this.#path(precinct);
    const before = path[0]!.given(name);
    const after = this.#reported(precinct, name);
    if (before !== after) for (const row of path) row.give(name, before, after);
  }

  #reported(precinct: string, name: FigureName): number | null {
    const protocol = this.protocols.find(precinct);
    if (protocol?.stage === 'invalidated' || (protocol?.paper?.figures[name] ?? null) !== null) return null;
    return this.#known.reportedOf(precinct)[name] ?? null;
  }

  approveBallot(lines: readonly string[]): void {
    this.choices.approve(lines);
    for (const row of this.rows.all()) row.touch();
    for (const { precinct } of this.protocols.all()) this.reexamine(precinct);
  }

  sealBox(precinct: string): void {
    for (const row of this.#path(precinct)) row.sealBox();
  }

  /** One ballot: an addition in each row from the precinct up, and nothing else. */
  cast(precinct: string, choice: string): void {
    const place = this.choices.placeOf(choice);
    for (const row of this.#path(precinct)) row.cast(place);
  }

  closeBox(precinct: string): void {
    for (const row of this.#path(precinct)) row.closeBox();
    this.reexamine(precinct);
  }

  /** An event of a precinct's protocol: what it changes is added to, or taken from, each row from the precinct up. */
  protocolHappened(precinct: string, event: ProtocolEvent): void {
    const protocol = this.protocols.at(precinct);
    this.#settle(precinct, protocol, () => protocol.happened(event));
    if (this.protocolAccepted || event.type !== 'ProtocolAccepted') return;
    this.protocolAccepted = true;
    for (const row of this.rows.all()) row.touch();
  }

  /** Something that a precinct's protocol is held against has changed. Whether there is such a protocol. */
  reexamine(precinct: string): boolean {
    const protocol = this.protocols.find(precinct);
    if (protocol) this.#settle(precinct, protocol, () => protocol.reexamine());
    return protocol !== undefined;
  }

  #settle(precinct: string, protocol: PrecinctProtocol, change: () => void): void {
    const [paper, counts] = [protocol.paper, countsOf(protocol)];
    change();
    const [paperAfter, countsAfter] = [protocol.paper, countsOf(protocol)];
    const by = difference(countsAfter, counts);
    for (const row of this.#path(precinct)) {
      if (paper !== paperAfter) row.changePaper(paper, paperAfter);
      if (by) row.countProtocols(by);
    }
    for (const name of Object.keys(this.#known.reportedOf(precinct))) this.report(precinct, name as FigureName);
  }

  #protocol(list: ContestProtocols, precinct: string): PrecinctProtocol {
    return new PrecinctProtocol(list, this.code, precinct, () => ({
      relations: this.#known.rules?.protocol.relations ?? [],
      lines: this.choices.lines,
      members: this.#known.membersOf(precinct),
      ballots: this.rows.at({ level: 'precinct', code: precinct }).finalBallots,
    }));
  }

  #path(precinct: string): readonly ResultRow[] {
    return this.rows.path(precinct, this.#known.territory);
  }
}

function countsOf(protocol: PrecinctProtocol): ProtocolCounts {
  const { stage } = protocol;
  return {
    accepted: stage === 'accepted' ? 1 : 0,
    flagged: protocol.openErrors.length > 0 ? 1 : 0,
    invalidated: stage === 'invalidated' ? 1 : 0,
  };
}

/** `undefined`: none. */
function difference(after: ProtocolCounts, before: ProtocolCounts): ProtocolCounts | undefined {
  const by = {
    accepted: after.accepted - before.accepted,
    flagged: after.flagged - before.flagged,
    invalidated: after.invalidated - before.invalidated,
  };
  return by.accepted !== 0 || by.flagged !== 0 || by.invalidated !== 0 ? by : undefined;
}
