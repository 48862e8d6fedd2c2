import { addressOf } from '../../src/domain/stream.ts';
import type { Figures } from '../../src/projections/results/figures.ts';
import type { ContestResultsAnswer } from '../../src/projections/results/query.ts';
import type { Happened } from '../support/history.ts';

/** A row of results, as far as ballots, rolls and turnout say it. */
interface PlainRow {
  readonly code: string;
  readonly expected: number;
  readonly counted: number;
  readonly figures: Partial<Figures>;
  readonly votes: Readonly<Record<string, number>>;
}
type Plain = Record<string, PlainRow[]>;

const isInvalid = (choice: string): boolean => choice.startsWith('invalid:');

const inOrder = (rows: PlainRow[]): PlainRow[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** What the results of each contest must be, counted from the events each time anew: slow, and plain to read. */
export function countedPlainly(history: readonly Happened[], election: string): Plain {
  const events = history
    .map((event) => ({ event, of: addressOf(event.stream)! }))
    .filter(({ of }) => of.election === election);

  const parents = new Map<string, string | null>();
  const homes = new Map<string, string>();
  for (const { event, of } of events) {
    if (event.type === 'AreaRegistered') parents.set(of.area, event.data.parent);
    if (event.type === 'PrecinctFormed') homes.set(of.precinct, event.data.area);
  }
  const up = (code: string | null): string[] => (code === null ? [] : [code, ...up(parents.get(code)!)]);

  const sum = (precincts: string[], figure: (event: Happened) => number | null | undefined): number | null => {
    const latest = precincts.flatMap((code) => {
      const given = events.flatMap(({ event, of }) => (of.precinct === code ? (figure(event) ?? []) : []));
      return given.slice(-1);
    });
    return latest.length > 0 ? latest.reduce((a, b) => a + b) : null;
  };

  const plain: Plain = {};
  for (const { event: called, of: contest } of events) {
    if (called.type !== 'ContestCalled') continue;
    const constituency = called.data.area;
    const voting = [...homes.keys()].filter((code) => up(homes.get(code)!).includes(constituency));
    const inContest = events.filter(({ of }) => of.contest === contest.contest);
    const lines = inContest
      .flatMap(({ event }) => (event.type === 'BallotTextApproved' ? [event.data.lines] : []))
      .at(-1);

    const rowOf = (code: string, precincts: string[]): PlainRow => {
      const boxes = inContest.filter(({ of }) => precincts.includes(of.precinct)).map(({ event }) => event);
      const choices = boxes.flatMap((event) => (event.type === 'BallotCast' ? [event.data.choice] : []));
      const times = (wanted: (choice: string) => boolean) => choices.filter(wanted).length;
      const sealed = boxes.some(({ type }) => type === 'BallotBoxSealed');
      return {
        code,
        expected: precincts.length,
        counted: boxes.filter(({ type }) => type === 'BallotBoxClosed').length,
        figures: {
          votersOnRoll: sum(precincts, (event) =>
            event.type === 'PrecinctFormed' || event.type === 'RollReceived' ? event.data.votersOnRoll : null,
          ),
          ballotsIssued: sum(precincts, (event) =>
            event.type === 'TurnoutReported' ? event.data.ballotsIssued : null,
          ),
          ballotsInBoxes: sealed ? choices.length : null,
          ballotsInvalid: sealed ? times(isInvalid) : null,
          ballotsValid: sealed ? times((choice) => !isInvalid(choice)) : null,
          votesAgainstAll: sealed && called.data.againstAll ? times((choice) => choice === 'against-all') : null,
        },
        votes: Object.fromEntries(
          (lines ?? [])
            .filter((line) => line !== 'against-all')
            .map((line) => [line, times((choice) => choice === line)]),
        ),
      };
    };

    const shown = [...parents.keys()].filter(
      (code) => up(code).includes(constituency) || up(constituency).includes(code),
    );
    plain[contest.contest] = inOrder([
      ...shown.map((code) =>
        rowOf(
          code,
          voting.filter((precinct) => up(homes.get(precinct)!).includes(code)),
        ),
      ),
      ...voting.map((code) => rowOf(code, [code])),
    ]);
  }
  return plain;
}

/** The same of what the read model answers. */
export function plainly(contests: readonly ContestResultsAnswer[]): Plain {
  return Object.fromEntries(
    contests.map(({ code, areas }) => [
      code,
      inOrder(
        areas.map((row) => {
          const { votersOnRoll, ballotsIssued, ballotsInBoxes, ballotsInvalid, ballotsValid, votesAgainstAll } =
            row.figures;
          return {
            code: row.code,
            expected: row.precincts.expected,
            counted: row.precincts.counted,
            figures: { votersOnRoll, ballotsIssued, ballotsInBoxes, ballotsInvalid, ballotsValid, votesAgainstAll },
            votes: row.votes,
          };
        }),
      ),
    ]),
  );
}
