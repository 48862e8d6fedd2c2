import * as fc from 'fast-check';
import { isRefusal } from '../../src/domain/decider.ts';
import type { Member } from '../../src/domain/commission.ts';
import { ruleSet } from '../../src/domain/rules/rule-sets.ts';
import type { ProtocolCommand, ProtocolFacts } from '../../src/domain/protocol/commands.ts';
import { protocolDecider } from '../../src/domain/protocol/decider.ts';
import { corrections, discrepancyKinds } from '../../src/domain/protocol/events.ts';
import { noFigures, type ProtocolContent } from '../../src/domain/protocol/figures.ts';
import { initialProtocol, type ProtocolState } from '../../src/domain/protocol/state.ts';
import { streams } from '../../src/domain/stream.ts';
import type { Happened } from '../support/history.ts';
import { area, ballot, called, cast, closed, contest, precinct, roll, sealed, turnout } from './happenings.ts';

/** Histories of the count of one small election: protocols as the decider records them, ballots, rolls and turnout between. */

const at = '2021-07-25T21:00:00+06:00';
const hash = 'a'.repeat(64);
export const lines = ['a', 'b', 'against-all'];
export const precincts = ['p1', 'p2', 'p3'];
const members: Member[] = (['chair', 'secretary', 'member'] as const).map((office, i) => ({
  official: `m${i}`,
  name: `Member ${i}`,
  office,
}));

const setUp = (rules: string): Happened[] => [
  called(rules),
  area('kz', 'country', null),
  area('d', 'district', 'kz'),
  area('l1', 'locality', 'd'),
  area('l2', 'locality', 'd'),
  precinct('p1', 'l1', 10),
  precinct('p2', 'l1', null),
  precinct('p3', 'l2', 12),
  contest('c', 'd'),
  ballot('c', ...lines),
];

/** What papers and copies say: the first is in order, the others break C3, C2 and C5, C12, C7. */
const contents: readonly ProtocolContent[] = [
  [8, 7, { a: 3, b: 3 }, 8],
  [8, 7, { a: 4, b: 3 }, 8],
  [9, 7, { a: 3, b: 3 }, 8],
  [8, 7, { a: 6 }, 8],
  [8, 7, { a: 3, b: 3 }, 11],
].map(([ballotsInBoxes, ballotsValid, votes, ballotsIssued]) => ({
  figures: {
    ...noFigures,
    votersOnRoll: 10,
    ballotsReceived: 10,
    ballotsIssued: ballotsIssued as number,
    ballotsIssuedOutside: 0,
    ballotsIssuedAbsentee: 0,
    ballotsUnused: 2,
    ballotsSpoiled: 0,
    ballotsInMobileBoxes: 0,
    ballotsInBoxes: ballotsInBoxes as number,
    ballotsInvalid: 1,
    ballotsValid: ballotsValid as number,
    votesAgainstAll: 1,
  },
  votes: votes as Record<string, number>,
  issuedByMember: null,
  inWords: null,
}));

/** The count so far in one precinct. */
class Count {
  state: ProtocolState = initialProtocol;
  box: 'none' | 'sealed' | 'closed' = 'none';
  ballots = new Map<string, number>();
  members: readonly Member[] = [];
  whenPosted: readonly Member[] | undefined;
  issued = 0;
  copies = 0;
}

class Course {
  readonly #rules: string;
  readonly #counts = new Map(precincts.map((code) => [code, new Count()]));

  constructor(rules: string) {
    this.#rules = rules;
  }

  next(draw: number): Happened[] {
    const code = precincts[draw % precincts.length]!;
    const count = this.#counts.get(code)!;
    const n = Math.floor(draw / precincts.length);
    const command = this.#command(n, count);
    return command ? this.#decided(code, count, command) : this.#around(code, count, Math.floor(n / 20));
  }

  #decided(code: string, count: Count, command: ProtocolCommand): Happened[] {
    const events = protocolDecider.decide(command, count.state);
    if (isRefusal(events)) return [];
    count.state = events.reduce(protocolDecider.evolve, count.state);
    if (command.type === 'PostProtocol') count.whenPosted = count.members;
    return events.map((event) => ({ stream: streams.protocol('e', 'c', code), ...event }));
  }

  /** What else happens while protocols are written: ballots are read, commissions composed, figures reported. */
  #around(code: string, count: Count, n: number): Happened[] {
    const stream = streams.precinct('e', code);
    if (n % 9 === 0) return [turnout(code, 10, (count.issued += n % 4))];
    if (n % 9 === 1) return [roll(code, 10 + (n % 5))];
    if (n % 9 === 2) {
      count.members = n % 2 === 0 ? members : members.slice(0, 1);
      return [{ stream, type: 'CommissionComposed', data: { members: [...count.members] } }];
    }
    if (count.box === 'none') {
      count.box = 'sealed';
      return [sealed('c', code)];
    }
    if (count.box === 'closed') return [];
    if (n % 9 === 3) {
      count.box = 'closed';
      return [closed('c', code, 0)];
    }
    const choice = [...lines, 'invalid:unsigned', 'a', 'b'][n % 6]!;
    const line = choice === 'invalid:unsigned' ? 'invalid' : choice;
    count.ballots.set(line, (count.ballots.get(line) ?? 0) + 1);
    return cast('c', code, choice);
  }

  #facts(count: Count): ProtocolFacts {
    return {
      election: {
        votingDay: '2021-07-25',
        timeZone: 'Asia/Almaty',
        minimumBallotBatch: 1,
        rules: ruleSet(this.#rules)!,
      } as ProtocolFacts['election'],
      precinct: { closedAt: at, members: count.members },
      inConstituency: true,
      lines,
      decided: false,
      published: false,
      ballots: count.box === 'closed' ? count.ballots : undefined,
    };
  }

  #command(draw: number, count: Count): ProtocolCommand | undefined {
    const n = Math.floor(draw / 20);
    const acted = { at, now: at, facts: this.#facts(count) };
    const official = `o${n % 3}`;
    const content = contents[n % 2 === 0 ? 0 : n % contents.length]!;
    switch (draw % 20) {
      case 0:
        return { type: 'CountSignatures', ballotsIssued: 8, issuedByMember: null, ...acted };
      case 1:
        return { type: 'CancelUnusedBallots', ballotsUnused: 2, ballotsSpoiled: 0, ...acted };
      case 2:
        return { type: 'OpenMobileBox', box: `mobile${n % 2}`, requests: 1, ballots: n % 3, act: hash, ...acted };
      case 3:
        return { type: 'OpenStationaryBox', box: 's', ballots: 8, ...acted };
      case 4:
      case 5:
      case 6:
      case 7:
        return { type: 'EnterProtocol', official, content, paper: null, imported: null, ...acted };
      case 8:
        return { type: 'DiscardProtocolEntry', official, entry: n % 2 === 0 ? 1 : 2, reason: 'Misread', ...acted };
      case 9:
        return { type: 'ExamineProtocol', ...acted };
      case 10:
      case 11: {
        const kind = discrepancyKinds[n % discrepancyKinds.length]!;
        const subjects =
          kind === 'observer-copy' ? ['k0', 'k1'] : kind === 'C14' ? [...lines, 'invalid'] : ['', 'mobile0'];
        const subject = subjects[n % subjects.length]!;
        return { type: 'ExplainDiscrepancy', kind, subject, explanation: 'So', evidence: null, official, ...acted };
      }
      case 12:
        return {
          type: 'SignProtocol',
          official: `m${n % 3}`,
          dissent: null,
          whenPosted: count.whenPosted,
          ...acted,
        };
      case 13:
        return { type: 'PostProtocol', place: 'At the door', members: count.members.length, ...acted };
      case 14:
        return { type: 'IssueProtocolCopy', copy: `i${n % 3}`, to: 'observer', ...acted };
      case 15: {
        const { figures, votes } = contents[n % contents.length]!;
        return {
          type: 'SubmitObserverCopy',
          copy: `k${count.copies++}`,
          official,
          content: { figures, votes },
          sha256: hash,
          ...acted,
        };
      }
      case 16: {
        const correction = corrections[n % 5 === 0 ? 2 : n % 2]!;
        return { type: 'ProposeCorrection', correction, reason: 'Why', evidence: hash, official, ...acted };
      }
      case 17: {
        const correction = count.state.proposal?.correction ?? 'recount-by-order';
        return { type: 'ConfirmCorrection', correction, official, ...acted };
      }
      default:
        return undefined;
    }
  }
}

/** The whole count of one precinct in order, as most do it: without it few draws would get as far as a second paper. */
const steps = [0, 1, 3, 4, 4, 13, 16, 17, 4, 4];

export const protocolHistories: fc.Arbitrary<Happened[]> = fc
  .tuple(
    fc.constantFrom('kz-akim-2021', 'plurality'),
    fc.array(fc.tuple(fc.nat(99), fc.nat(1_000_000)), { minLength: 20, maxLength: 250, size: 'max' }),
  )
  .map(([rules, draws]) => {
    const course = new Course(rules);
    const done = new Map<string, number>();
    const happened = draws.flatMap(([step, draw]) => {
      if (step < 50) return course.next(draw);
      const place = draw % precincts.length;
      const next = done.get(precincts[place]!) ?? 0;
      done.set(precincts[place]!, next + 1);
      return course.next(
        (draw % 60_000) - ((draw % 60_000) % 60) + steps[next % steps.length]! * precincts.length + place,
      );
    });
    return [...setUp(rules), ...happened];
  });
