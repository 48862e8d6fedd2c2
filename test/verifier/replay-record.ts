import type { Checkpoints } from '../../src/commands/checkpoints.ts';
import { verifySignature } from '../../src/access/act-signature.ts';
import { Clock } from '../../src/commands/clock.ts';
import { Executor } from '../../src/commands/execute.ts';
import type { Receipt } from '../../src/commands/folded.ts';
import { commandHandlers } from '../../src/commands/handlers.ts';
import { CommandRefused } from '../../src/commands/refused.ts';
import type { Requester } from '../../src/commands/requester.ts';
import { isLeafStream } from '../../src/domain/stream.ts';
import { type EventStore, type RecordedEvent, WrongRevision } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { Projector } from '../../src/projections/projector.ts';
import { results } from '../../src/projections/results/projection.ts';
import { resultsOf } from '../../src/projections/results/query.ts';
import { ResultsTabulator } from '../../src/projections/results/results-tabulator.ts';
import { openSnapshots } from '../../src/projections/snapshots/sqlite-snapshots.ts';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { readPublished } from '../../src/verifier/replay/published.ts';
import { Replay } from '../../src/verifier/replay/replay.ts';
import { origin } from '../audit/record.ts';

/** A clock that goes on by so much with each command. */
class SteppingClock extends Clock {
  #at = Date.parse('2022-01-01T00:00:00Z');

  constructor(readonly step: number) {
    super();
  }

  go(): void {
    this.#at += this.step;
  }

  now(): string {
    return new Date(this.#at).toISOString();
  }
}

/** What somebody asks for: a command by its name, its target and input as its controller gives them. */
export interface Wish {
  readonly name: string;
  readonly target: object;
  readonly input: object;
  readonly by: Requester;
}

type Handler = new (
  executor: Executor,
  tabulator: ResultsTabulator,
  checkpoints?: Checkpoints,
) => { execute(command: Omit<Wish, 'name'>): Promise<Receipt> };

const handlers = new Map(commandHandlers.map((Class) => [Class.name, Class as unknown as Handler]));

/** Whoever asks, and for which area their role is. */
export function by(official: string, area?: string): Requester {
  const capacity = area === undefined ? { role: 'central-commission' } : { role: 'territorial-commission', area };
  return { official, correlationId: 'request-1', ...capacity };
}

/** A record that two processes write together, by the commands that a server runs. */
export class HonestRecord {
  readonly store: EventStore;
  readonly #projector: Projector;
  readonly #tabulator: ResultsTabulator;
  readonly #clock: SteppingClock;
  readonly #processes: readonly Executor[];
  /** Whom results ask for the checkpoint that they rest on; absent: nobody signs the record. */
  checkpoints?: Checkpoints;

  private constructor(store: EventStore, projector: Projector, clock: SteppingClock) {
    this.store = store;
    this.#projector = projector;
    this.#tabulator = new ResultsTabulator(store, projector);
    this.#clock = clock;
    this.#processes = [1, 2].map(() => new Executor(store, store, clock, verifySignature, origin));
  }

  /** @param step milliseconds from one command to the next: more than others' acts can overlap by */
  static async open(step = 120_000): Promise<HonestRecord> {
    const store = await openSqliteStore(':memory:');
    const projector = new Projector(store, [results], openSnapshots(':memory:'));
    await projector.start();
    return new HonestRecord(store, projector, new SteppingClock(step));
  }

  /** Asks one process; whether it was recorded. */
  async ask(wish: Wish, process = 0): Promise<boolean> {
    try {
      await this.#execute(wish, process);
      return true;
    } catch (error) {
      if (error instanceof CommandRefused || error instanceof WrongRevision) return false;
      throw error;
    }
  }

  /** As `ask`, of what a test needs. */
  async record(...wishes: readonly Wish[]): Promise<void> {
    for (const wish of wishes) await this.#execute(wish, 0);
  }

  #execute(wish: Wish, process: number): Promise<Receipt> {
    this.#clock.go();
    const Handler = handlers.get(`${wish.name}Handler`);
    if (!Handler) throw new Error(`There is no command ${wish.name}`);
    return new Handler(this.#processes[process]!, this.#tabulator, this.checkpoints).execute(wish);
  }

  async leaves(): Promise<Leaf[]> {
    const leaves: Leaf[] = [];
    for await (const event of this.store.readAll()) if (isLeafStream(event.stream)) leaves.push(leafOf(event));
    return leaves;
  }

  /** What a server answers of an election's results at the head. */
  async results(election: string): Promise<string> {
    const head = await this.store.head();
    await this.#projector.whenProcessed(head?.position ?? -1, AbortSignal.timeout(5_000));
    return JSON.stringify({
      position: this.#projector.position,
      ...resultsOf(this.#projector.view(results), election),
    });
  }

  async close(): Promise<void> {
    await this.#projector.stop();
    await this.store.close();
  }
}

function leafOf({ position, stream, revision, id, type, version, data, meta }: RecordedEvent): Leaf {
  const leaf: Leaf = { v: 1, log: origin, index: position, stream, revision, id, type, version, data, meta };
  return JSON.parse(JSON.stringify(leaf)) as Leaf;
}

/** Everything the replay has to say of a record, and of what was published of it. */
export function replayed(leaves: readonly Leaf[], published?: string) {
  const read = published === undefined ? undefined : readPublished(published);
  if (typeof read === 'string') throw new Error(read);
  const replay = new Replay(read);
  for (const leaf of leaves) replay.leaf(leaf);
  replay.end();
  const faults = (of: Replay['rules']) => of.finding('').faults;
  return {
    replay,
    rules: faults(replay.rules),
    relations: faults(replay.relations),
    results: faults(replay.results),
    signatures: faults(replay.signatures),
  };
}

/** A record after somebody had their way with it: indexes and revisions are counted anew, as a forger would. */
export function recounted(leaves: readonly Leaf[]): Leaf[] {
  const revisions = new Map<string, number>();
  return leaves.map((leaf, index) => {
    const revision = (revisions.get(leaf.stream) ?? -1) + 1;
    revisions.set(leaf.stream, revision);
    return { ...leaf, index, revision };
  });
}
