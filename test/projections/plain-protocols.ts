import { addressOf } from '../../src/domain/stream.ts';
import type { EventNamed } from '../../src/projections/projection.ts';
import type { Happened } from '../support/history.ts';
import { lines, precincts } from './protocol-histories.ts';

/** What results say of protocols, counted from the events each time anew, and the control relations written out by hand. */

type Paper = EventNamed<'ProtocolAccepted'>['data'];

export interface PlainRow {
  readonly counted: number;
  readonly flagged: number;
  readonly invalidated: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly ballotsIssued: number | null;
  readonly votersOnRoll: number | null;
  readonly papers: number;
}

interface Failure {
  readonly key: string;
  readonly left: number;
  readonly right: number;
}

const candidates = lines.filter((line) => line !== 'against-all');

export function isKz(history: readonly Happened[]): boolean {
  return history.some((event) => event.type === 'ElectionCalled' && event.data.ruleSet === 'kz-akim-2021');
}

/** Of the precincts named. */
export function plainRow(history: readonly Happened[], those: readonly string[]): PlainRow {
  const anyAccepted = history.some(({ type }) => type === 'ProtocolAccepted');
  const byProtocols = isKz(history) || anyAccepted;
  const each = those.map((code) => {
    const own = history.filter(({ stream }) => addressOf(stream)!.precinct === code);
    const invalid = own.some(({ type }) => type === 'PrecinctResultInvalidated');
    const paper = invalid ? undefined : paperOf(own);
    const boxClosed = own.some(({ type }) => type === 'BallotBoxClosed');
    const accepted = paper !== undefined && !isRecounted(own);
    const reported = (figure: (event: Happened) => number | null | undefined) =>
      own.flatMap((event) => figure(event) ?? []).at(-1) ?? null;
    const figure = (onPaper: number | null | undefined, told: number | null) => (invalid ? null : (onPaper ?? told));
    return {
      paper,
      counted: (byProtocols ? accepted : boxClosed) ? 1 : 0,
      flagged: !invalid && openErrors(own, isKz(history)).length > 0 ? 1 : 0,
      invalidated: invalid ? 1 : 0,
      cast: (line: string) => own.filter((event) => event.type === 'BallotCast' && event.data.choice === line).length,
      ballotsIssued: figure(
        byProtocols ? paper?.figures.ballotsIssued : null,
        reported((event) => (event.type === 'TurnoutReported' ? event.data.ballotsIssued : null)),
      ),
      votersOnRoll: figure(
        byProtocols ? paper?.figures.votersOnRoll : null,
        reported((event) =>
          event.type === 'PrecinctFormed' || event.type === 'RollReceived' ? event.data.votersOnRoll : null,
        ),
      ),
    };
  });
  const sum = (figures: readonly (number | null)[]) => {
    const given = figures.filter((figure) => figure !== null);
    return given.length > 0 ? given.reduce((a, b) => a + b) : null;
  };
  return {
    counted: sum(each.map(({ counted }) => counted))!,
    flagged: sum(each.map(({ flagged }) => flagged))!,
    invalidated: sum(each.map(({ invalidated }) => invalidated))!,
    papers: each.filter(({ paper }) => paper).length,
    votes: Object.fromEntries(
      candidates.map((line) => [
        line,
        sum(each.map(({ paper, cast }) => (byProtocols ? (paper?.votes[line] ?? 0) : cast(line))))!,
      ]),
    ),
    ballotsIssued: sum(each.map(({ ballotsIssued }) => ballotsIssued)),
    votersOnRoll: sum(each.map(({ votersOnRoll }) => votersOnRoll)),
  };
}

function paperOf(own: readonly Happened[]): Paper | undefined {
  return own
    .flatMap((event) => {
      if (event.type === 'ProtocolAccepted') return [event.data];
      return event.type === 'RecountCompleted' ? [{ ...event.data.after, at: event.data.at }] : [];
    })
    .at(-1);
}

function isRecounted(own: readonly Happened[]): boolean {
  const last = own.findLast(({ type }) => type === 'RecountOrdered' || type === 'RecountCompleted');
  return last?.type === 'RecountOrdered';
}

/** Keys of the error-level relations that fail and are not explained; of a precinct whose result is not invalid. */
export function openErrors(own: readonly Happened[], kz: boolean): string[] {
  // While a recount is under way, what was found before it was ordered stays; nothing can be explained meanwhile.
  const until = isRecounted(own) ? own.findLastIndex(({ type }) => type === 'RecountOrdered') : own.length;
  const seen = own.slice(0, until);
  const from = seen.findLastIndex(({ type }) => type === 'ProtocolAccepted' || type === 'RecountCompleted');
  if (from < 0) return [];
  const since = seen.slice(from);
  return failures(seen, from, kz).flatMap(({ key, left, right }) => {
    const flagged = since.findLastIndex((event) => event.type === 'DiscrepancyFlagged' && keyOf(event.data) === key);
    const explained = since.findLastIndex(
      (event) => event.type === 'DiscrepancyExplained' && keyOf(event.data) === key,
    );
    const flag = since[flagged];
    const same = flag?.type === 'DiscrepancyFlagged' && flag.data.left === left && flag.data.right === right;
    return same && explained > flagged ? [] : [key];
  });
}

const keyOf = ({ kind, subject }: { kind: string; subject: string }): string => `${kind} ${subject}`;

function failures(seen: readonly Happened[], from: number, kz: boolean): Failure[] {
  const since = seen.slice(from);
  const { figures: f, votes } = paperOf(seen)!;
  const found: Failure[] = [];
  const equal = (key: string, left: number, right: number) => {
    if (left !== right) found.push({ key, left, right });
  };
  const atMost = (key: string, left: number, right: number) => {
    if (left > right) found.push({ key, left, right });
  };
  equal('C2 ', f.ballotsInBoxes!, f.ballotsInvalid! + f.ballotsValid!);
  equal('C3 ', f.ballotsValid!, Object.values(votes).reduce((a, b) => a + b) + f.votesAgainstAll!);
  atMost('C7 ', f.ballotsIssued!, f.votersOnRoll!);
  equal('C12 ', candidates.filter((line) => votes[line] === undefined).length, 0);
  const posted = seen.findLastIndex(({ type }) => type === 'ProtocolPosted');
  if (kz && posted >= from) {
    const then = seen.slice(0, posted);
    const members = then.findLast((event) => event.type === 'CommissionComposed')?.data.members ?? [];
    const signed = since.flatMap((event) => (event.type === 'ProtocolSigned' ? [event.data.office] : []));
    const officers = signed.filter((office) => office !== 'member').length;
    if (signed.length * 2 <= members.length)
      found.push({ key: 'C11 ', left: signed.length * 2, right: members.length });
    else if (officers < 1) found.push({ key: 'C11 ', left: officers, right: 1 });
  }
  if (seen.some(({ type }) => type === 'BallotBoxClosed')) {
    const cast = (wanted: (choice: string) => boolean) =>
      seen.filter((event) => event.type === 'BallotCast' && wanted(event.data.choice)).length;
    equal(
      'C14 invalid',
      cast((choice) => choice.startsWith('invalid:')),
      f.ballotsInvalid!,
    );
    for (const line of candidates)
      equal(
        `C14 ${line}`,
        cast((choice) => choice === line),
        votes[line] ?? 0,
      );
    equal(
      'C14 against-all',
      cast((choice) => choice === 'against-all'),
      f.votesAgainstAll!,
    );
  }
  return found;
}

/** Which precincts lie in an area of the small country. */
export const precinctsOf: Readonly<Record<string, readonly string[]>> = {
  kz: precincts,
  d: precincts,
  l1: ['p1', 'p2'],
  l2: ['p3'],
  p1: ['p1'],
  p2: ['p2'],
  p3: ['p3'],
};
