import type { AreaLevel } from '../../domain/area/events.ts';
import type { Member } from '../../domain/commission.ts';
import type { Finding } from '../../domain/protocol/findings.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { ruleSet } from '../../domain/rules/rule-sets.ts';
import { Digested } from '../digested.ts';
import type { SavedRow } from '../figure-rows.ts';
import type { Part } from '../projection.ts';
import { ElectionProtocols } from '../protocols/protocols.ts';
import type { ProtocolRecord } from '../protocols/record.ts';
import { type SavedTerritory, Territory } from '../territory.ts';
import {
  type Called,
  ContestResults,
  type ElectionKnowledge,
  type PrecinctFigures,
  type SavedContest,
} from './contest-results.ts';
import type { FigureName } from './figures.ts';

type Saved =
  | ['rules', string]
  | SavedTerritory
  | ['precinct-figures', string, PrecinctFigures]
  | ['members', string, readonly Member[]]
  | ['contest', SavedContest]
  | ['of', string, SavedRow]
  | ['protocol', string, string, [ProtocolRecord, readonly Finding[]]];

/**
 * The results of all contests of an election, and the protocols that they come from. The digest is of the election's id
 * and the contests' digests, by code; the protocols have one of their own.
 */
export class ResultsPart extends Digested implements Part, ElectionKnowledge {
  readonly election: string;
  readonly territory = new Territory();
  readonly protocols = new ElectionProtocols();
  rules: RuleSet | undefined;
  readonly #members = new Map<string, readonly Member[]>();
  readonly #contests = new Map<string, ContestResults>();
  readonly #precincts = new Map<string, PrecinctFigures>();

  constructor(election: string) {
    super();
    this.election = election;
  }

  override content(): object {
    return { election: this.election, contests: this.contests().map((contest) => contest.digest) };
  }

  /** In the order of their codes' UTF-16 code units. */
  contests(): ContestResults[] {
    return [...this.#contests.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }

  find(code: string): ContestResults | undefined {
    return this.#contests.get(code);
  }

  /** @throws Error when the contest was not called before */
  contest(code: string): ContestResults {
    const contest = this.#contests.get(code);
    if (!contest) throw new Error(`contest ${code} was not called before`);
    return contest;
  }

  reportedOf(precinct: string): PrecinctFigures {
    return this.#precincts.get(precinct) ?? {};
  }

  membersOf(precinct: string): readonly Member[] {
    return this.#members.get(precinct) ?? [];
  }

  compose(precinct: string, members: readonly Member[], position: number): void {
    this.#members.set(precinct, members);
    for (const contest of this.#at(this.territory.contestsAtPrecinct(precinct))) {
      if (contest.reexamine(precinct)) contest.changedAt = position;
    }
  }

  registerArea(code: string, level: AreaLevel, parent: string | null, position: number): void {
    this.territory.registerArea(code, level, parent);
    for (const contest of this.#at(this.territory.contestsAtArea(code))) {
      contest.rows.at({ code, level });
      contest.changedAt = position;
    }
  }

  formPrecinct(code: string, area: string, votersOnRoll: number | null, position: number): void {
    this.territory.formPrecinct(code, area);
    this.#precincts.set(code, { votersOnRoll });
    for (const contest of this.#at(this.territory.contestsAtPrecinct(code))) {
      contest.expect(code);
      contest.changedAt = position;
    }
  }

  /** A figure that is the precinct's whatever the contest: it stands in each contest that the precinct votes in. */
  report(precinct: string, name: FigureName, value: number, position: number): void {
    const contests = this.#at(this.territory.contestsAtPrecinct(precinct));
    this.#precincts.set(precinct, { ...this.#precincts.get(precinct), [name]: value });
    for (const contest of contests) {
      contest.report(precinct, name);
      contest.changedAt = position;
    }
  }

  callContest(called: Called, position: number): void {
    const contest = this.#add(called);
    for (const place of this.territory.upFromArea(called.area)) contest.rows.at(place);
    for (const place of this.territory.below(called.area)) {
      contest.rows.at(place);
      if (place.level === 'precinct') contest.expect(place.code);
    }
    contest.changedAt = position;
  }

  #add(called: Called): ContestResults {
    const contest = new ContestResults(this, this.protocols, this, called);
    this.territory.callContest(called.code, called.area);
    this.#contests.set(called.code, contest);
    return contest;
  }

  #at(codes: readonly string[]): ContestResults[] {
    return codes.map((code) => this.contest(code));
  }

  *save(): Iterable<Saved> {
    if (this.rules) yield ['rules', this.rules.id];
    yield* this.territory.save();
    for (const [code, figures] of this.#precincts) yield ['precinct-figures', code, figures];
    for (const [code, members] of this.#members) yield ['members', code, members];
    for (const contest of this.#contests.values()) {
      const { code, area, againstAll, status, changedAt, protocolAccepted, choices } = contest;
      yield ['contest', { code, area, againstAll, status, changedAt, protocolAccepted, choices: choices.save() }];
      for (const row of contest.rows.save()) yield ['of', code, row];
      for (const protocol of contest.protocols.all()) yield ['protocol', code, protocol.precinct, protocol.save()];
    }
  }

  restore(saved: Saved): void {
    switch (saved[0]) {
      case 'rules':
        this.rules = ruleSet(saved[1]);
        break;
      case 'precinct-figures':
        this.#precincts.set(saved[1], saved[2]);
        break;
      case 'members':
        this.#members.set(saved[1], saved[2]);
        break;
      case 'contest': {
        const { choices, ...contest } = saved[1];
        const added = this.#add(contest);
        added.choices.restore(choices);
        added.status = contest.status;
        added.changedAt = contest.changedAt;
        added.protocolAccepted = contest.protocolAccepted;
        break;
      }
      case 'of':
        this.contest(saved[1]).rows.restore(saved[2]);
        break;
      case 'protocol':
        this.contest(saved[1]).protocols.at(saved[2]).restore(saved[3]);
        break;
      default:
        this.territory.restore(saved);
    }
  }
}
