import { instantOf, localTime } from '../../domain/clock.ts';
import { type DeadlineId, deadlineOf, due } from '../../domain/rules/deadlines.ts';
import { ruleSet } from '../../domain/rules/rule-sets.ts';
import type { EventNamed, Part } from '../projection.ts';
import { Rows } from '../rows.ts';
import { type SavedTerritory, Territory } from '../territory.ts';

/** One deadline of one contest. */
export interface DeadlineRow {
  /** `<contest>/<deadline>`, and the candidate's or precinct's code where it concerns one. */
  readonly code: string;
  readonly deadline: DeadlineId;
  readonly contest: string;
  /** Code of the constituency. */
  readonly area: string;
  readonly candidate: string | null;
  readonly precinct: string | null;
  /** Its last moment: by the clocks of the election, and as an instant. */
  readonly due: { readonly local: string; readonly utc: string };
  /** What becomes of an act that comes later. */
  readonly late: 'refused' | 'flagged';
  readonly article: string | null;
  /** The first act that met it. */
  readonly done: { readonly at: string; readonly late: boolean } | null;
  /** Nothing is due here any more: the contest is void, or went another way. */
  readonly lapsed: boolean;
}

/** Whom a deadline concerns, besides its contest. */
interface Subject {
  readonly candidate?: string;
  readonly precinct?: string;
}

type Called = EventNamed<'ElectionCalled'>['data'];
interface Contest {
  readonly area: string;
  /** Its own voting day, once it is put off. */
  votingDay?: string;
}
type Saved = SavedTerritory | ['election', Called] | ['contest', string, Contest] | ['row', DeadlineRow];

/** The deadlines of an election; its digest is of the list of the rows' digests. */
export class DeadlinesPart implements Part {
  readonly rows = new Rows<DeadlineRow>();
  readonly territory = new Territory();
  readonly #contests = new Map<string, Contest>();
  #election: Called | undefined;

  get digest(): string {
    return this.rows.digest;
  }

  /** The wall clock of the election at an instant; the instant itself while no election is called. */
  localTime(instant: string): string {
    return localTime(instant, this.#election?.timeZone ?? 'UTC');
  }

  call(election: Called): void {
    this.#election = election;
  }

  callContest(code: string, area: string): void {
    this.#contests.set(code, { area });
    this.territory.callContest(code, area);
  }

  prolong(contest: string, votingDay: string): void {
    this.#contests.get(contest)!.votingDay = votingDay;
  }

  /** Lets a deadline run, from an instant or else from the voting day; where the rule set has none, nothing runs. */
  open(id: DeadlineId, contest: string, subject: Subject = {}, from?: string): void {
    const { area, votingDay } = this.#contests.get(contest)!;
    const rules = this.#election && ruleSet(this.#election.ruleSet);
    if (!this.#election || !rules) return;
    // How long a contest may be put off is counted from the day that was set for all.
    const day = id === 'prolongation' ? undefined : votingDay;
    const end = due(id, { rules, ...this.#election, votingDay: day ?? this.#election.votingDay }, from);
    if (!end) return;
    this.#set({
      code: codeOf(id, contest, subject),
      deadline: id,
      contest,
      area,
      candidate: subject.candidate ?? null,
      precinct: subject.precinct ?? null,
      due: this.#moment(end.moment),
      late: deadlineOf(id).late,
      article: end.article ?? null,
      done: null,
      lapsed: false,
    });
  }

  /** Sets another end to a deadline that runs. */
  move(id: DeadlineId, contest: string, until: string): void {
    const code = codeOf(id, contest);
    if (this.rows.get(code)) this.rows.update(code, () => ({ due: this.#moment(this.localTime(until)) }));
  }

  /** Marks a deadline as met, if it runs and was not met before. An act that the deadline would have shut out met another. */
  meet(id: DeadlineId, contest: string, at: string, subject: Subject = {}): void {
    const row = this.rows.get(codeOf(id, contest, subject));
    if (!row || row.done) return;
    const late = this.localTime(at) > row.due.local;
    if (late && row.late === 'refused') return;
    this.rows.update(row.code, () => ({ done: { at, late } }));
  }

  /** Lets those that were not met run out. */
  lapse(contest: string, ids?: readonly DeadlineId[]): void {
    for (const row of this.rows.save()) {
      if (row.contest !== contest || row.done || !(ids?.includes(row.deadline) ?? true)) continue;
      this.rows.update(row.code, () => ({ lapsed: true }));
    }
  }

  *save(): Iterable<Saved> {
    if (this.#election) yield ['election', this.#election];
    yield* this.territory.save();
    for (const [code, contest] of this.#contests) yield ['contest', code, contest];
    for (const row of this.rows.save()) yield ['row', row];
  }

  restore(saved: Saved): void {
    switch (saved[0]) {
      case 'election':
        return this.call(saved[1]);
      case 'contest':
        this.callContest(saved[1], saved[2].area);
        if (saved[2].votingDay !== undefined) this.prolong(saved[1], saved[2].votingDay);
        return undefined;
      case 'row':
        return this.rows.add(saved[1]);
      default:
        return this.territory.restore(saved);
    }
  }

  #set(row: DeadlineRow): void {
    if (this.rows.get(row.code)) this.rows.update(row.code, () => row);
    else this.rows.add(row);
  }

  #moment(local: string): DeadlineRow['due'] {
    const utc = new Date(instantOf(local, this.#election!.timeZone)).toISOString();
    return { local, utc };
  }
}

function codeOf(id: DeadlineId, contest: string, { candidate, precinct }: Subject = {}): string {
  return [contest, id, candidate ?? precinct].filter((part) => part !== undefined).join('/');
}
