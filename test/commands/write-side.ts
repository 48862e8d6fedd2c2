import type { Command } from '@nestjs/cqrs';
import { verifySignature } from '../../src/access/act-signature.ts';
import { ApproveBallotText, ApproveBallotTextHandler } from '../../src/commands/approve-ballot-text.ts';
import { CallContest, CallContestHandler } from '../../src/commands/call-contest.ts';
import { CallElection, CallElectionHandler } from '../../src/commands/call-election.ts';
import { CheckEligibility, CheckEligibilityHandler } from '../../src/commands/check-eligibility.ts';
import { Clock } from '../../src/commands/clock.ts';
import { ClosePolls, ClosePollsHandler } from '../../src/commands/close-polls.ts';
import { Executor } from '../../src/commands/execute.ts';
import type { Receipt } from '../../src/commands/folded.ts';
import { FormPrecinct, FormPrecinctHandler } from '../../src/commands/form-precinct.ts';
import { NominateCandidate, NominateCandidateHandler } from '../../src/commands/nominate-candidate.ts';
import { OpenPolls, OpenPollsHandler } from '../../src/commands/open-polls.ts';
import { RecordBallots, RecordBallotsHandler } from '../../src/commands/record-ballots.ts';
import { ReceiveRoll, ReceiveRollHandler } from '../../src/commands/receive-roll.ts';
import { RegisterArea, RegisterAreaHandler } from '../../src/commands/register-area.ts';
import { RegisterCandidate, RegisterCandidateHandler } from '../../src/commands/register-candidate.ts';
import type { Requester } from '../../src/commands/requester.ts';
import { SealBallotBox, SealBallotBoxHandler } from '../../src/commands/seal-ballot-box.ts';
import type { StreamName } from '../../src/domain/stream.ts';
import type { Cursor, EventReader, EventStore, EventWriter, RecordedEvent } from '../../src/event-store/port.ts';

export const now = '2021-07-26T00:00:00.000Z';

class StandingClock extends Clock {
  now(): string {
    return now;
  }
}

export const clerk: Requester = { official: 'clerk', role: 'central-commission', correlationId: 'request-1' };
export const election = 'e';
export const precinct = { election, precinct: 'p' };
export const contest = { election, contest: 'c' };
export const box = { election, contest: 'c', precinct: 'p' };

/** Asks for a command as its controller would, short of the bus. */
export type Ask = <C extends Command<Receipt>>(
  Handler: new (executor: Executor) => { execute(command: C): Promise<Receipt> },
  command: C,
) => Promise<Receipt>;

/** The write side of one process. Two of them over one store are two processes. */
export function writeSide(reader: EventReader, writer: EventWriter): { readonly ask: Ask } {
  const executor = new Executor(reader, writer, new StandingClock(), verifySignature, 'log');
  return { ask: (Handler, command) => new Handler(executor).execute(command) };
}

/** Calls an election with a precinct, and a contest with these candidates on the approved ballot. */
export async function setUp(
  ask: Ask,
  candidates: readonly string[] = ['a', 'b'],
  ruleSet = 'plurality',
): Promise<void> {
  const name = { en: 'Ashgrove' };
  const called = {
    name,
    votingDay: '2021-07-25',
    ruleSet,
    timeZone: 'Asia/Almaty',
    minimumBallotBatch: 1,
    at: '2021-05-01T00:00:00Z',
  };
  await ask(CallElectionHandler, new CallElection({ election }, called, clerk));
  await ask(
    RegisterAreaHandler,
    new RegisterArea({ election, area: 'ward' }, { level: 'locality', parent: null, name }, clerk),
  );
  await ask(
    FormPrecinctHandler,
    new FormPrecinct(precinct, { area: 'ward', name: 'School', votersOnRoll: null }, clerk),
  );
  await ask(
    CallContestHandler,
    new CallContest(contest, { area: 'ward', name, againstAll: true, at: called.at }, clerk),
  );
  for (const candidate of candidates) {
    const target = { ...contest, candidate };
    const input = { name: `Candidate ${candidate}`, nominatedBy: 'party' as const, party: 'Ауыл', at: called.at };
    await ask(NominateCandidateHandler, new NominateCandidate(target, input, clerk));
    await ask(CheckEligibilityHandler, new CheckEligibility(target, { eligible: true, at: called.at }, clerk));
    await ask(RegisterCandidateHandler, new RegisterCandidate(target, { at: called.at }, clerk));
  }
  await ask(ApproveBallotTextHandler, new ApproveBallotText(contest, {}, clerk));
}

export const seal = (ask: Ask, code = 'p') =>
  ask(SealBallotBoxHandler, new SealBallotBox({ ...box, precinct: code }, {}, clerk));

export const openPolls = (ask: Ask) =>
  ask(OpenPollsHandler, new OpenPolls(precinct, { at: '2021-07-25T07:00:00+06:00' }, clerk));

export const closePolls = (ask: Ask) =>
  ask(ClosePollsHandler, new ClosePolls(precinct, { at: '2021-07-25T20:00:00+06:00' }, clerk));

export const receiveRoll = (ask: Ask, votersOnRoll: number, by: Partial<Requester> = {}) =>
  ask(ReceiveRollHandler, new ReceiveRoll(precinct, { votersOnRoll }, { ...clerk, ...by }));

export const record = (
  ask: Ask,
  batch: string,
  choices: readonly string[],
  last = false,
  by: Partial<Requester> = {},
) => ask(RecordBallotsHandler, new RecordBallots(box, { batch, choices, last }, { ...clerk, ...by }));

export async function eventsOf(store: EventReader, stream: StreamName): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream)) events.push(event);
  return events;
}

/** The reader of a store that counts what it reads. */
export class CountingReader implements EventReader {
  eventsRead = 0;
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }
  async *readStream(stream: StreamName, from?: number): AsyncIterable<RecordedEvent> {
    for await (const event of this.#store.readStream(stream, from)) {
      this.eventsRead++;
      yield event;
    }
  }
  readAll(after?: Cursor): AsyncIterable<RecordedEvent> {
    return this.#store.readAll(after);
  }
  subscribe(...from: Parameters<EventReader['subscribe']>): ReturnType<EventReader['subscribe']> {
    return this.#store.subscribe(...from);
  }
  head(): Promise<Cursor | undefined> {
    return this.#store.head();
  }
  cursorAt(position: number): Promise<Cursor | undefined> {
    return this.#store.cursorAt(position);
  }
}
