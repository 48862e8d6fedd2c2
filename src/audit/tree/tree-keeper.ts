import { setTimeout } from 'node:timers/promises';
import { isLeafStream } from '../../domain/stream.ts';
import { type EventReader, isCaughtUp, type RecordedEvent, StoreUnavailable } from '../../event-store/port.ts';
import { Waiting } from '../../event-store/waiting.ts';
import { LeafWriter } from '../../verifier/formats/leaf.ts';
import { tileWidth } from '../../verifier/formats/tile-path.ts';
import { KeptTree } from './kept-tree.ts';
import { LeafLog } from './leaf-log.ts';
import type { MerkleTree } from './merkle-tree.ts';
import { Pace } from './pace.ts';

/** Pause before a lost subscription is taken up again, in milliseconds. */
const resubscribeAfter = 500;

export interface TreeOptions {
  readonly reader: EventReader;
  readonly origin: string;
  /** Where tiles are kept; absent: in memory. */
  readonly folder?: string;
  /** False where another process keeps them: then they are read, and what is newer stays in memory. */
  readonly writable?: boolean;
}

/**
 * Keeps the Merkle tree at the head of the record: one subscription, in order. Takes up the tiles it finds, once the
 * record's first and last bundles have the hashes they say, and reads the whole record again behind its back to see
 * whether all others have. Where they differ the tiles go, and the tree is made from the record alone.
 */
export class TreeKeeper {
  readonly log: LeafLog;
  readonly #kept: KeptTree;
  readonly #waiting = new Waiting();
  readonly #pace: Pace;
  readonly #stopping = new AbortController();
  #again = new AbortController();
  #following: Promise<void> | undefined;
  #failure: Error | undefined;
  #remade: (() => void) | undefined;
  #caughtUp = false;
  /** Hears that the tree has grown, at each full bundle and whenever it has caught up. */
  grown: () => void = () => {};
  /** Hears what was found wrong with the tiles. */
  warn: (words: string) => void = () => {};

  constructor({ reader, origin, folder, writable = true }: TreeOptions) {
    this.log = new LeafLog(reader, origin);
    this.#pace = new Pace(reader);
    this.#kept = new KeptTree(this.log, folder, writable);
  }

  get tree(): MerkleTree {
    return this.#kept.tree;
  }

  /** True once this tree has reached what was the end of the record. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** Why the record is no longer followed, if it is not: an event that cannot be read, or written as a leaf. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Begins to follow the record. Resolves before it has caught up. */
  async follow(): Promise<void> {
    const resumed = await this.#resume();
    this.#following = this.#keepUp();
    if (resumed > 0) void this.#readAgain(resumed).catch(() => {});
  }

  /** Reads on to the head as it is now, and follows no further. */
  async readToHead(): Promise<void> {
    await this.#resume();
    const writer = new LeafWriter(this.log.origin);
    for await (const event of this.log.reader.readAll(this.#kept.cursor)) this.#take(event, writer);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    this.#waiting.fail(new Error('The tree is no longer kept'));
    this.#kept.close();
  }

  /** Resolves when the leaf at `position` is in the tree. @throws Error see {@link failure} */
  async whenReached(position: number): Promise<void> {
    if (this.#failure) throw new Error('The tree has stopped growing', { cause: this.#failure });
    if (position < this.tree.size) return;
    const reached = this.#waiting.until(position);
    this.#pace.hurry(true);
    await reached.finally(() => this.#pace.hurry(this.#waiting.next < Infinity));
  }

  /** Makes the tree anew from the record, and resolves when it has caught up. */
  async remake(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#remade = resolve;
    this.#again.abort();
    this.#pace.hurry(true);
    await promise;
    this.#pace.hurry(this.#waiting.next < Infinity);
  }

  /** Position of an act by its event's id; `undefined` for a ballot's, and for one that is not recorded. */
  positionOf(id: string): number | undefined {
    return this.#kept.positionOf(id);
  }

  /** The leaves of a bundle, at most `width` of them. */
  leaves(bundle: number, width: number): Promise<string[]> {
    return this.#kept.leaves(bundle, width);
  }

  /** @returns leaves taken up with the tiles */
  async #resume(): Promise<number> {
    const fault = await this.#kept.takeUp();
    if (fault !== undefined) this.warn(`the tiles are made anew: ${fault}`);
    return this.tree.size;
  }

  async #keepUp(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#growOn(AbortSignal.any([signal, this.#again.signal]));
        if (this.#again.signal.aborted) {
          this.#again = new AbortController();
          this.#kept.forget();
          this.#caughtUp = false;
        }
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) {
          this.#failure = error as Error;
          this.#waiting.fail(this.#failure);
          this.#remade?.();
          this.grown();
          return;
        }
        await setTimeout(resubscribeAfter, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #growOn(signal: AbortSignal): Promise<void> {
    const writer = new LeafWriter(this.log.origin);
    // The leaves since the last full bundle are in memory alone, and are not read twice.
    let known = this.tree.size % tileWidth;
    this.#pace.begin();
    for await (const item of this.log.reader.subscribe(this.#kept.cursor, signal)) {
      if (isCaughtUp(item)) {
        this.#reached();
        await this.#pace.rest(signal);
      } else if (known > 0 && isLeafStream(item.stream)) {
        known -= 1;
      } else if (isLeafStream(item.stream)) {
        this.#take(item, writer);
        const { size } = this.tree;
        if (size - 1 >= this.#waiting.next) this.#waiting.reach(size - 1);
        if (size % tileWidth === 0) await this.#pace.rest(signal);
      }
    }
  }

  #reached(): void {
    this.#caughtUp = true;
    this.#waiting.reach(this.tree.size - 1);
    this.#remade?.();
    this.#remade = undefined;
    this.grown();
  }

  #take(event: RecordedEvent, writer: LeafWriter): void {
    if (isLeafStream(event.stream) && this.#kept.add(event, writer)) this.grown();
  }

  /** Reads the record again up to where the tiles were taken up, giving way to everything else. */
  async #readAgain(size: number): Promise<void> {
    const { signal } = this.#stopping;
    const pace = new Pace(this.log.reader);
    let index = 0;
    for await (const leaf of this.log.after(undefined, size)) {
      if (signal.aborted) return;
      if (!this.#kept.holds(index, leaf)) {
        this.warn(`the tiles are made anew: they say otherwise of position ${index} than the record`);
        this.#again.abort();
        return;
      }
      index += 1;
      if (index % tileWidth === 0) await pace.rest(signal);
    }
  }
}
