import { type Decider, type Decision, isRefusal } from '../domain/decider.ts';
import { signatureFault, signedActOf, type SigningRules } from '../domain/personal-signature.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Given } from '../domain/site.ts';
import type { VerifySignature } from '../domain/signed-act.ts';
import type { StreamName } from '../domain/stream.ts';
import type { VoteEvent } from '../domain/vote-event.ts';
import { type EventReader, type EventWriter, type NewEvent, WrongRevision } from '../event-store/port.ts';
import type { Clock } from './clock.ts';
import { type Fold, type Folded, FoldedStreams, type Receipt } from './folded.ts';
import { type CommandIdentity, identify } from './identity.ts';
import type { Moment, ReadState } from './moment.ts';
import { notEntitled } from './place.ts';
import { CommandRefused } from './refused.ts';
import type { Requester } from './requester.ts';
import { signingRules } from './signing.ts';

/** One request for a decision. */
export interface Execution<Command extends Given, State, Event> {
  /** The command's name: the same Idempotency-Key on another command is another request. */
  readonly name: string;
  readonly stream: StreamName;
  readonly decider: Decider<Command, State, Event>;
  /** The command, with the facts it rests on; asked again when a decision has to be taken again. */
  readonly command: (moment: Moment) => Command | Promise<Command>;
  readonly by: Requester;
  /**
   * What was asked, as JSON data: the same key with another request is refused. Absent for ballots, whose events must
   * not tell the order they arrived in: these have random ids, and are recognised by their batch.
   */
  readonly request?: unknown;
}

/** How often a decision is taken again because somebody else appended first. */
const attempts = 8;

/** Is it theirs to ask? Read, fold, decide, append: the one way into the record. */
export class Executor {
  readonly #reader: EventReader;
  readonly #streams: FoldedStreams;
  readonly #writer: EventWriter;
  readonly #clock: Clock;
  readonly #verify: VerifySignature;
  readonly #log: string;
  /** The last command under way of each stream: one at a time, so that only other processes can be in the way. */
  readonly #underWay = new Map<StreamName, Promise<unknown>>();

  /**
   * @param verify members' signatures: there is no cryptography in this room
   * @param log its origin, which is part of what members sign
   */
  constructor(reader: EventReader, writer: EventWriter, clock: Clock, verify: VerifySignature, log: string) {
    this.#reader = reader;
    this.#streams = new FoldedStreams(reader);
    this.#writer = writer;
    this.#clock = clock;
    this.#verify = verify;
    this.#log = log;
  }

  /**
   * Decides and records; resolves when what was recorded is durable.
   * @throws {@link CommandRefused}; {@link WrongRevision} when If-Match does not hold or others keep appending first;
   * whatever the store throws
   */
  run<Command extends Given, State, Event extends VoteEvent>(
    execution: Execution<Command, State, Event>,
  ): Promise<Receipt> {
    const before = this.#underWay.get(execution.stream) ?? Promise.resolve();
    const mine = before.then(() => this.#decide(execution));
    const settled = mine.catch(() => undefined);
    this.#underWay.set(execution.stream, settled);
    void settled.finally(() => {
      if (this.#underWay.get(execution.stream) === settled) this.#underWay.delete(execution.stream);
    });
    return mine;
  }

  async #decide<Command extends Given, State, Event extends VoteEvent>(
    execution: Execution<Command, State, Event>,
  ): Promise<Receipt> {
    const { stream, decider, by } = execution;
    const command = identify(execution);
    let fresh = by.expectedRevision !== undefined;
    for (let attempt = 1; ; attempt++) {
      const moment = this.#moment(fresh);
      const asked = await execution.command(moment);
      const unentitled = await notEntitled(moment, execution, asked);
      const signing = await signingRules(moment, execution);
      const folded = await this.#streams.fold(stream, decider, fresh);
      // From here to the append nothing is awaited: the decision and the revision it names belong together.
      const earlier = folded.commands.get(command.id);
      if (earlier) return answerAgain(earlier, command.eventId(0));
      if (!unentitled && by.expectedRevision !== undefined && by.expectedRevision !== folded.revision) {
        throw new WrongRevision(stream, by.expectedRevision, revisionOf(folded));
      }
      const decision = unentitled ?? this.#decision(execution, asked, folded, signing);
      if (isRefusal(decision)) {
        if (fresh) throw new CommandRefused(decision);
        fresh = true;
        continue;
      }
      if (decision.length === 0) return { stream, revision: folded.revision, position: folded.position, events: [] };
      try {
        return await this.#append(execution, folded, decision, command, moment.now, signing !== undefined);
      } catch (error) {
        if (!(error instanceof WrongRevision) || by.expectedRevision !== undefined || attempt === attempts) throw error;
        fresh = true;
      }
    }
  }

  /** What is recorded for a command, where it is signed as it must be. */
  #decision<Command extends Given, State, Event extends VoteEvent>(
    { stream, decider, by }: Execution<Command, State, Event>,
    asked: Command,
    { state, revision }: Folded<State>,
    signing: SigningRules | undefined,
  ): Decision<Event> {
    const decision = decider.decide(asked, state);
    if (!signing || isRefusal(decision) || !decision[0]) return decision;
    const act = signedActOf(
      decision[0],
      { ...by, actor: by.official },
      {
        log: this.#log,
        stream,
        revision: revision + 1,
        state,
      },
    );
    return (act && signatureFault(act, by.signature, signing, this.#verify)) ?? decision;
  }

  async #append<Command extends Given, State, Event extends VoteEvent>(
    { stream, decider, by }: Execution<Command, State, Event>,
    folded: Folded<State>,
    decision: readonly Event[],
    command: CommandIdentity,
    now: string,
    signed: boolean,
  ): Promise<Receipt> {
    const meta = {
      actor: by.official,
      role: by.role,
      ...(by.area === undefined ? {} : { area: by.area }),
      commandId: command.id,
      correlationId: by.correlationId,
      recordedAt: now,
      ...(by.reason === undefined ? {} : { reason: by.reason }),
      ...(signed && by.signature ? { signature: by.signature } : {}),
    };
    const events = decision.map(({ type, data }, i): NewEvent => ({ id: command.eventId(i), type, data, meta }));
    const appended = await this.#writer.append(stream, revisionOf(folded), events);
    const receipt: Receipt = {
      stream,
      revision: appended.revision,
      position: appended.position,
      events: [...new Set(decision.map((event) => event.type))],
    };
    this.#streams.takeAppended(folded, decider, decision, meta, { firstId: events[0]!.id, receipt });
    return receipt;
  }

  /** Entitlement, facts and keys often rest on the same streams: each is read afresh once a moment. */
  #moment(fresh: boolean): Moment {
    const seen = new Map<StreamName, Promise<Folded<unknown>>>();
    const current: ReadState = <State>(stream: StreamName, fold: Fold<State>) => {
      const read = seen.get(stream) ?? this.#streams.fold(stream, fold, true);
      seen.set(stream, read);
      return read as Promise<Folded<State>>;
    };
    const known: ReadState = (stream, fold) => this.#streams.fold(stream, fold, false);
    const events: Moment['events'] = (stream) => this.#reader.readStream(stream);
    return { now: this.#clock.now(), known: fresh ? current : known, current, events };
  }
}

function revisionOf(folded: Folded<unknown>): number | 'no-stream' {
  return folded.revision < 0 ? 'no-stream' : folded.revision;
}

function answerAgain(earlier: { firstId: string; receipt: Receipt }, firstId: string): Receipt {
  if (earlier.firstId === firstId) return earlier.receipt;
  throw new CommandRefused(
    new Refusal('input', 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request of this kind.'),
  );
}
