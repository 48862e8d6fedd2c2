import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { againstAll, invalidReasons } from '../../src/domain/ballot-box/events.ts';
import { turnoutHours } from '../../src/domain/precinct/events.ts';
import { addressOf, type StreamName, streams } from '../../src/domain/stream.ts';
import type { VoteEvent } from '../../src/domain/vote-event.ts';
import type { EventNamed } from '../../src/projections/projection.ts';
import type { EventWriter } from '../../src/event-store/port.ts';

/** An event and the stream it stands in. */
export type Happened = VoteEvent & { readonly stream: StreamName };

const at = '2021-07-25T09:00:00+06:00';
const name = { en: 'Name' };
const position = 0;
const digest = '0'.repeat(64);
const batch = '00000000-0000-4000-8000-000000000000';

/** A small country. A precinct and an area share a code, since nothing forbids it; so do the two elections. */
const areas = [
  { code: 'kz', level: 'country', parent: null },
  { code: 'r1', level: 'region', parent: 'kz' },
  { code: 'r2', level: 'region', parent: 'kz' },
  { code: 'd1', level: 'district', parent: 'r1' },
  { code: 'l1', level: 'locality', parent: 'd1' },
  { code: 'l2', level: 'locality', parent: 'd1' },
] as const;
const precincts = [
  { code: 'p1', area: 'l1' },
  { code: 'p2', area: 'l1' },
  { code: 'l2', area: 'l2' },
  { code: 'p4', area: 'r2' },
];
const contests = [
  { code: 'mayor', area: 'l1' },
  { code: 'deputy', area: 'd1' },
  { code: 'president', area: 'kz' },
];
/** Codes that an object has by itself, or orders before all others, are codes like any other. */
const candidates = ['constructor', '10', 'b'];

/** What has happened so far in an election, as far as it decides what can happen next. */
class Course {
  readonly #election: string;
  readonly #times = new Map<string, number>();

  constructor(election: string) {
    this.#election = election;
  }

  had(stream: StreamName, type: string): boolean {
    return this.times(stream, type) > 0;
  }

  times(stream: StreamName, type: string): number {
    return this.#times.get(`${type} ${stream}`) ?? 0;
  }

  note({ stream, type }: Happened): void {
    this.#times.set(`${type} ${stream}`, this.times(stream, type) + 1);
  }

  /** What can happen next, in the order that the domain requires; `n` makes the figures. */
  next(n: number): Happened[] {
    const election = streams.election(this.#election);
    if (!this.had(election, 'ElectionCalled')) {
      const data = {
        name,
        votingDay: '2021-07-25',
        ruleSet: 'plurality',
        timeZone: 'Asia/Almaty',
        minimumBallotBatch: 1,
        personalSignatures: false,
        at,
      };
      return [{ stream: election, type: 'ElectionCalled', data }];
    }
    return [...this.#areas(), ...this.#precincts(n), ...this.#contests(n), ...this.#boxes(n)];
  }

  *#areas(): Iterable<Happened> {
    for (const { code, level, parent } of areas) {
      const stream = streams.area(this.#election, code);
      if (this.had(stream, 'AreaRegistered')) {
        if (!this.had(stream, 'CommissionComposed')) yield { stream, ...commission };
      } else if (parent === null || this.had(streams.area(this.#election, parent), 'AreaRegistered')) {
        yield { stream, type: 'AreaRegistered', data: { level, parent, name } };
      }
    }
  }

  *#precincts(n: number): Iterable<Happened> {
    for (const { code, area } of precincts) {
      const stream = streams.precinct(this.#election, code);
      if (!this.had(stream, 'PrecinctFormed')) {
        if (!this.had(streams.area(this.#election, area), 'AreaRegistered')) continue;
        yield { stream, type: 'PrecinctFormed', data: { area, name: code, votersOnRoll: n % 3 === 0 ? null : n } };
        continue;
      }
      if (this.times(stream, 'CommissionComposed') < 2) yield { stream, ...commission };
      if (!this.had(stream, 'PollsOpened')) {
        yield { stream, type: 'RollReceived', data: { votersOnRoll: n, at } };
        yield { stream, type: 'PollsOpened', data: { at } };
        continue;
      }
      const hour = turnoutHours[this.times(stream, 'TurnoutReported')];
      if (hour) yield { stream, type: 'TurnoutReported', data: { hour, ballotsIssued: n, at } };
      if (!this.had(stream, 'PollsClosed')) yield { stream, type: 'PollsClosed', data: { at } };
    }
  }

  *#contests(n: number): Iterable<Happened> {
    for (const { code, area } of contests) {
      const stream = streams.contest(this.#election, code);
      const nominated = this.times(stream, 'CandidateNominated');
      if (!this.had(stream, 'ContestCalled')) {
        if (!this.had(streams.area(this.#election, area), 'AreaRegistered')) continue;
        const data = { area, commission: area, name, againstAll: code !== 'deputy', termEnds: null, repeats: null, at };
        yield { stream, type: 'ContestCalled', data };
      } else if (!this.had(stream, 'BallotTextApproved')) {
        yield* nomination(stream, nominated, n, code !== 'deputy');
      } else if (!this.had(stream, 'ResultTabulated')) {
        yield { stream, type: 'CandidateWithdrawn', data: { candidate: candidates[0]!, at } };
        yield { stream, type: 'ResultTabulated', data: { ...tabulated, at } };
      } else if (!this.had(stream, 'ResultApproved')) {
        yield { stream, type: 'ResultApproved', data: { official: 'o1', position, commission: 0, at } };
      } else if (!this.had(stream, 'ResultCertified') && !this.had(stream, 'TieDeclared')) {
        const outcome = { position, digest, votes: 0, at };
        yield { stream, type: 'ResultCertified', data: { ...outcome, winner: candidates[0]!, checkpoint: null } };
        yield { stream, type: 'TieDeclared', data: { ...outcome, candidates } };
      } else {
        yield* this.#outcome(stream);
      }
    }
  }

  /** What follows a certificate or a tie: publication, or another tabulation, or that all was void. */
  *#outcome(stream: StreamName): Iterable<Happened> {
    if (this.had(stream, 'ResultPublished') || this.had(stream, 'RepeatVotingCalled')) return;
    if (this.had(stream, 'ContestInvalidated')) {
      yield { stream, type: 'RepeatElectionCalled', data: { votingDay: '2021-08-20', heldIn: 'again', at } };
    } else if (this.had(stream, 'InvalidationProposed')) {
      const data = { reason: 'Why', evidence: digest, proposedBy: 'o1', official: 'o2', at };
      yield { stream, type: 'ContestInvalidated', data };
    } else {
      yield { stream, type: 'InvalidationProposed', data: { reason: 'Why', evidence: digest, official: 'o1', at } };
      if (this.had(stream, 'TieDeclared')) {
        yield { stream, type: 'RepeatVotingCalled', data: { votingDay: '2021-08-20', heldIn: null, at } };
        return;
      }
      yield { stream, type: 'ResultPublished', data: { where: 'The newspaper', at } };
      yield { stream, type: 'AkimRegistered', data: { candidate: candidates[0]!, at } };
      if (this.times(stream, 'ResultTabulated') < 2) {
        yield { stream, type: 'ResultTabulated', data: { ...tabulated, at } };
      }
    }
  }

  *#boxes(n: number): Iterable<Happened> {
    for (const { code: contest, area } of contests) {
      if (!this.had(streams.contest(this.#election, contest), 'BallotTextApproved')) continue;
      for (const { code: precinct, area: place } of precincts) {
        if (!up(place).includes(area)) continue;
        if (!this.had(streams.precinct(this.#election, precinct), 'PrecinctFormed')) continue;
        const stream = streams.ballotBox(this.#election, contest, precinct);
        if (!this.had(stream, 'BallotBoxSealed')) yield { stream, type: 'BallotBoxSealed', data: { at } };
        else if (!this.had(stream, 'BallotBoxClosed')) {
          const choices = [
            ...candidates,
            ...(contest === 'deputy' ? [] : [againstAll]),
            `invalid:${invalidReasons[n % 5]}`,
          ];
          const choice = choices[n % choices.length]!;
          // Ballots happen most often of all, so they stand here several times.
          for (let i = 0; i < 8; i += 1) yield { stream, type: 'BallotCast', data: { choice, batch } };
          const ballots = this.times(stream, 'BallotCast');
          for (let i = 3; i < ballots; i += 1) yield { stream, type: 'BallotBoxClosed', data: { ballots, at } };
        }
      }
    }
  }
}

const commission: EventNamed<'CommissionComposed'> = {
  type: 'CommissionComposed',
  data: { members: [{ official: 'o1', name: 'O One', office: 'chair' }] },
};

const tabulated = {
  position,
  digest,
  basis: 'ballots',
  ballotsInBoxes: 0,
  ballotsInvalid: 0,
  ballotsValid: 0,
  votes: {},
  votesAgainstAll: null,
  checkpoint: null,
} as const;

function* nomination(stream: StreamName, nominated: number, n: number, line: boolean): Iterable<Happened> {
  const candidate = candidates[nominated];
  if (candidate) {
    yield {
      stream,
      type: 'CandidateNominated',
      data: { candidate, name: 'Name', nominatedBy: 'self', party: null, at },
    };
    if (nominated === 1) yield { stream, type: 'NominationExtended', data: { until: at, reason: 'Few stand', at } };
    return;
  }
  const some = candidates[n % candidates.length]!;
  const signatures = { candidate: some, valid: n, votersInConstituency: n, settlements: null, at };
  yield { stream, type: 'SignaturesVerified', data: signatures };
  yield { stream, type: 'EligibilityChecked', data: { candidate: some, eligible: true, at } };
  yield { stream, type: 'CandidateRegistered', data: { candidate: some, at } };
  yield { stream, type: 'RegistrationRefused', data: { candidate: some, ground: 'OTHER_BY_LAW', reason: 'Why', at } };
  yield { stream, type: 'NominationRevoked', data: { candidate: some, reason: 'Why', at } };
  yield {
    stream,
    type: 'RegistrationCancelled',
    data: { candidate: some, ground: 'OTHER_BY_LAW', reason: 'Why', at },
  };
  yield { stream, type: 'RegistrationAppealed', data: { candidate: some, reason: 'Why', evidence: digest, at } };
  yield {
    stream,
    type: 'AppealDecided',
    data: { candidate: some, granted: n % 2 === 0, reason: 'Why', decidedBy: null, at },
  };
  yield { stream, type: 'ContestProlonged', data: { votingDay: '2021-08-01', reason: 'Few stand', at } };
  const lines = line ? [...candidates, againstAll] : candidates;
  yield { stream, type: 'BallotTextApproved', data: { lines, at } };
}

function up(area: string): string[] {
  const { parent } = areas.find(({ code }) => code === area)!;
  return [area, ...(parent === null ? [] : up(parent))];
}

/**
 * What may have happened in two small elections: each step is drawn from what can happen next, so that every order that
 * the domain admits may come.
 */
export const histories: fc.Arbitrary<Happened[]> = fc
  .array(fc.nat(1_000_000), { minLength: 20, maxLength: 200, size: 'max' })
  .map((draws) => {
    const courses = [new Course('e1'), new Course('e2')];
    return draws.flatMap((draw) => {
      const course = courses[draw % 7 === 0 ? 1 : 0]!;
      const n = Math.floor(draw / 50);
      const possible = course.next(n % 1_000);
      const event = possible[draw % possible.length];
      if (!event) return [];
      course.note(event);
      return [event];
    });
  });

/** Records a history, each event with an append of its own; the first `done` are recorded already. */
export async function record(store: EventWriter, history: readonly Happened[], done = 0): Promise<void> {
  const revisions = new Map<StreamName, number>();
  for (const [i, { stream, type, data }] of history.entries()) {
    const last = revisions.get(stream) ?? -1;
    revisions.set(stream, last + 1);
    if (i < done) continue;
    const event = { id: randomUUID(), type, data, meta: metaOf(stream) };
    await store.append(stream, last < 0 ? 'no-stream' : last, [event]);
  }
}

function metaOf(stream: StreamName) {
  const id = randomUUID();
  const role = addressOf(stream)!.kind === 'ballotbox' ? 'precinct-commission' : 'territorial-commission';
  return { actor: 'o1', role, commandId: id, correlationId: id, recordedAt: '2021-07-25T03:00:00.000Z' };
}
