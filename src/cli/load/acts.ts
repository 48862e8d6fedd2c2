import { ruleSet } from '../../domain/rules/rule-sets.ts';
import type { ElectionDocument } from '../package/election-document.ts';
import {
  type AreaRow,
  type CandidateRow,
  type ContestRow,
  liesIn,
  type PrecinctRow,
  type SetUp,
} from '../package/set-up.ts';
import type { PackageProtocol } from '../package/papers.ts';
import { path } from '../requests.ts';
import { presumedMoments, type Step } from './moments.ts';
import type { Act } from './recording.ts';

/** Said of acts that a package implies and does not tell of. */
const presumedInPackage = 'Presumed by the import of a package that does not tell of it.';

/** Makes requests of a package's rows. */
export class Acts {
  readonly #setUp: SetUp;
  readonly #election: ElectionDocument;
  readonly #moments: Partial<Record<Step, string>>;
  /** What the acts say that the package does not, in sentences. */
  readonly presumed: readonly string[];

  /** @param now the present moment, ISO 8601 */
  constructor(setUp: SetUp, now: string) {
    this.#setUp = setUp;
    this.#election = setUp.election;
    this.#moments = presumedMoments(setUp.election, now);
    const { calendar, eligibilityCheck, selfNomination, count } = this.#rules;
    this.presumed = [
      ...(calendar
        ? ['Acts are dated at the last moment the rule set allows, since a package does not date them.']
        : []),
      ...(eligibilityCheck
        ? ['Candidates are taken to have been found eligible, since they stand in the package.']
        : []),
      ...(selfNomination
        ? ['Self-nominated candidates are taken to have brought the fewest signatures that the law asks.']
        : []),
      ...(count ? ['Mobile boxes are taken to hold as many ballots as there were requests.'] : []),
    ];
  }

  get #rules() {
    return ruleSet(this.#election.ruleSet)!;
  }

  election(): Act {
    const { id, name, votingDay, ruleSet: rules, timeZone } = this.#election;
    const columns = Object.fromEntries(
      ['/id', '/name', '/votingDay', '/ruleSet', '/timeZone'].map((member) => [member, member]),
    );
    return {
      path: path('elections'),
      body: { id, name, votingDay, ruleSet: rules, timeZone, ...this.#at('called') },
      row: { file: 'election.json', line: 1 },
      columns,
    };
  }

  area({ line, values }: AreaRow): Act {
    const { code, level, parent } = values;
    return {
      path: this.#path('areas'),
      body: { code, level, parent, name: nameOf(values) },
      row: { file: 'areas.csv', line },
      columns: { '/code': 'code', '/level': 'level', '/parent': 'parent', '/name': 'name_en' },
    };
  }

  precinct({ line, values }: PrecinctRow): Act {
    const { code, area, name, voters_on_roll: votersOnRoll } = values;
    return {
      path: this.#path('precincts'),
      body: { code, area, name, votersOnRoll },
      row: { file: 'precincts.csv', line },
      columns: { '/code': 'code', '/area': 'area', '/name': 'name', '/votersOnRoll': 'voters_on_roll' },
    };
  }

  contest({ line, values }: ContestRow): Act {
    const { code, area, against_all: againstAll } = values;
    return {
      path: this.#path('contests'),
      body: { code, area, name: nameOf(values), againstAll, ...this.#at('called') },
      row: { file: 'contests.csv', line },
      columns: { '/code': 'code', '/area': 'area', '/name': 'name_en', '/againstAll': 'against_all' },
    };
  }

  /** From nomination to registration, in this order. */
  candidate({ line, values }: CandidateRow): Act[] {
    const { contest, code, name, nominated_by: nominatedBy, party } = values;
    const row = { file: 'candidates.csv', line };
    const candidates = this.#path('contests', contest, 'candidates');
    const own = `${candidates}${path(code)}`;
    const registered = this.#at('registered');
    const presumed = { reason: presumedInPackage };
    const { eligibilityCheck, selfNomination } = this.#rules;
    return [
      {
        path: candidates,
        body: { code, name, nominatedBy, party, ...this.#at('nominated') },
        row,
        columns: { '/code': 'code', '/name': 'name', '/nominatedBy': 'nominated_by', '/party': 'party' },
      },
      ...(selfNomination && nominatedBy === 'self'
        ? [{ path: `${own}/signatures`, body: { ...this.#fewestSignatures(contest), ...registered, ...presumed }, row }]
        : []),
      ...(eligibilityCheck
        ? [{ path: `${own}/eligibility`, body: { eligible: true, ...registered, ...presumed }, row }]
        : []),
      { path: `${own}/registration`, body: { ...registered }, row },
    ];
  }

  /** The ballot text, in the package's order where the rule set has none of its own; unplaced candidates come last. */
  ballotText(contest: string, candidates: readonly CandidateRow[]): Act {
    const order = candidates
      .toSorted((a, b) => (a.values.ballot_order ?? Infinity) - (b.values.ballot_order ?? Infinity) || a.line - b.line)
      .map(({ values }) => values.code);
    return {
      path: this.#path('contests', contest, 'ballot-text'),
      body: { ...(this.#rules.ballotOrder === 'as-given' && { order }), ...this.#at('ballot-text') },
      row: { file: 'contests.csv', line: this.#setUp.contests.get(contest)!.line },
    };
  }

  /** The vote in one precinct, where the rule set makes it a part of the record. */
  vote({ line, values }: PrecinctRow): Act[] {
    if (!this.#rules.polls) return [];
    const row = { file: 'precincts.csv', line };
    const own = this.#path('precincts', values.code);
    return [
      { path: `${own}/opening`, body: { ...this.#at('opened'), reason: presumedInPackage }, row },
      { path: `${own}/closing`, body: { ...this.#at('closed'), reason: presumedInPackage }, row },
    ];
  }

  /** The steps of the count that a protocol states the outcome of, where the rule set asks for them. */
  count({ contest, precinct, figures }: PackageProtocol, row: Act['row']): Act[] {
    if (!this.#rules.count) return [];
    const own = this.protocol(contest, precinct);
    const dated = { ...this.counted(), reason: presumedInPackage };
    const mobile = figures.ballotsInMobileBoxes ?? 0;
    const steps: [string, object][] = [
      ['signatures-count', { ballotsIssued: figures.ballotsIssued }],
      ['unused-ballots', { ballotsUnused: figures.ballotsUnused, ballotsSpoiled: figures.ballotsSpoiled }],
      ...(mobile > 0
        ? [['mobile-boxes', { box: 'mobile', requests: mobile, ballots: mobile }] satisfies [string, object]]
        : []),
      ['stationary-boxes', { box: 'stationary', ballots: Math.max(0, (figures.ballotsInBoxes ?? 0) - mobile) }],
    ];
    return steps.map(([step, body]) => ({ path: `${own}/${step}`, body: { ...body, ...dated }, row }));
  }

  protocol(contest: string, precinct: string): string {
    return this.#path('contests', contest, 'protocols', precinct);
  }

  /** When the papers of the count were written. */
  counted(): { at?: string } {
    return this.#at('counted');
  }

  boxes(contest: string): string {
    return this.#path('contests', contest, 'ballot-boxes');
  }

  /** When boxes were sealed: before the vote. */
  sealing(): { at?: string } {
    return this.#at('opened');
  }

  #path(...parts: readonly string[]): string {
    return path('elections', this.#election.id, ...parts);
  }

  #at(step: Step): { at?: string } {
    const at = this.#moments[step];
    return at === undefined ? {} : { at };
  }

  #fewestSignatures(contest: string) {
    const { percentOfVoters, percentOfSettlements } = this.#rules.selfNomination!;
    const { areas, contests, precincts } = this.#setUp;
    const constituency = contests.get(contest)!.values.area;
    let voters = 0;
    for (const { values } of precincts.values()) {
      if (liesIn(areas, values.area, constituency)) voters += values.voters_on_roll ?? 0;
    }
    const below = [...areas.values()].filter(({ values }) => values.parent === constituency).length;
    const all = Math.max(1, below);
    return {
      valid: Math.ceil((voters * percentOfVoters) / 100),
      votersInConstituency: voters,
      settlements:
        percentOfSettlements > 0 ? { all, represented: Math.ceil((all * percentOfSettlements) / 100) } : null,
    };
  }
}

function nameOf({
  name_kk: kk,
  name_ru: ru,
  name_en: en,
}: {
  name_kk: string | null;
  name_ru: string | null;
  name_en: string | null;
}) {
  return { ...(kk !== null && { kk }), ...(ru !== null && { ru }), ...(en !== null && { en }) };
}
