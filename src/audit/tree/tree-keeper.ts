import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isLeafStream } from '../../domain/stream.ts';
import { type EventReader, isCaughtUp, type RecordedEvent, StoreUnavailable } from '../../event-store/port.ts';
import { Waiting } from '../../event-store/waiting.ts';
import { sameBytes } from '../../verifier/formats/encoding.ts';
import { LeafWriter } from '../../verifier/formats/leaf.ts';
import { leafHash } from '../../verifier/formats/merkle.ts';
import { tileWidth } from '../../verifier/formats/tile-path.ts';
import { LeafLog } from './leaf-log.ts';
import { MerkleTree } from './merkle-tree.ts';
import { Pace } from './pace.ts';
import { TileFiles } from './tile-files.ts';
import { TileIndex } from './tile-index.ts';

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
  readonly #files: TileFiles;
  readonly #index: TileIndex;
  readonly #waiting = new Waiting();
  readonly #pace: Pace;
  readonly #stopping = new AbortController();
  #again = new AbortController();
  #tree: MerkleTree;
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
    if (folder !== undefined && writable) mkdirSync(folder, { recursive: true });
    const kept = folder !== undefined && (writable || existsSync(folder));
    this.#files = new TileFiles(kept ? folder : undefined, writable);
    this.#index = new TileIndex(kept ? join(folder, 'index.sqlite') : undefined, writable);
    this.#tree = new MerkleTree(this.#files);
  }

  get tree(): MerkleTree {
    return this.#tree;
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
    for await (const event of this.log.reader.readAll(this.#cursor())) this.#take(event, writer);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    this.#waiting.fail(new Error('The tree is no longer kept'));
    this.#index.close();
  }

  /** Resolves when the leaf at `position` is in the tree. @throws Error see {@link failure} */
  async whenReached(position: number): Promise<void> {
    if (this.#failure) throw new Error('The tree has stopped growing', { cause: this.#failure });
    if (position < this.#tree.size) return;
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
    return this.#index.positionOf(id);
  }

  /** The leaves of a bundle, at most `width` of them. */
  async leaves(bundle: number, width: number): Promise<string[]> {
    const leaves: string[] = [];
    for await (const leaf of this.log.after(this.#index.before(bundle), width)) leaves.push(leaf);
    return leaves;
  }

  /** Takes up the tiles if they can be trusted so far; else forgets them. @returns leaves taken up */
  async #resume(): Promise<number> {
    const { bundles } = this.#index;
    const fault = bundles === 0 ? 'there are none' : await this.#faultOfTiles(bundles);
    if (fault === undefined) return this.#tree.size;
    if (bundles > 0) this.warn(`the tiles are made anew: ${fault}`);
    this.#forget();
    return 0;
  }

  async #faultOfTiles(bundles: number): Promise<string | undefined> {
    const head = (await this.log.reader.head())?.position ?? -1;
    if (head + 1 < bundles * tileWidth) return `the record ends at position ${head}, before they do`;
    try {
      this.#tree = new MerkleTree(this.#files, bundles);
      for (const bundle of new Set([0, bundles - 1])) {
        const leaves = await this.leaves(bundle, tileWidth);
        const differs = leaves.findIndex((leaf, i) => !this.#holds(bundle * tileWidth + i, leaf));
        if (differs >= 0) return `they say otherwise of position ${bundle * tileWidth + differs} than the record`;
      }
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      return (error as Error).message;
    }
    return undefined;
  }

  #holds(index: number, leaf: string): boolean {
    return sameBytes(this.#tree.leaf(index), leafHash(leaf));
  }

  #forget(): void {
    this.#files.clear();
    this.#index.clear();
    this.#tree = new MerkleTree(this.#files);
    this.#caughtUp = false;
  }

  async #keepUp(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#growOn(AbortSignal.any([signal, this.#again.signal]));
        if (this.#again.signal.aborted) {
          this.#again = new AbortController();
          this.#forget();
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
    let known = this.#tree.size % tileWidth;
    this.#pace.begin();
    for await (const item of this.log.reader.subscribe(this.#cursor(), signal)) {
      if (isCaughtUp(item)) {
        this.#reached();
        await this.#pace.rest(signal);
      } else if (known > 0 && isLeafStream(item.stream)) {
        known -= 1;
      } else if (isLeafStream(item.stream)) {
        this.#take(item, writer);
        const { size } = this.#tree;
        if (size - 1 >= this.#waiting.next) this.#waiting.reach(size - 1);
        if (size % tileWidth === 0) await this.#pace.rest(signal);
      }
    }
  }

  #reached(): void {
    this.#caughtUp = true;
    this.#waiting.reach(this.#tree.size - 1);
    this.#remade?.();
    this.#remade = undefined;
    this.grown();
  }

  /** After the last full bundle. */
  #cursor() {
    return this.#index.before(this.#index.bundles);
  }

  #take(event: RecordedEvent, writer: LeafWriter): void {
    if (!isLeafStream(event.stream)) return;
    const { size } = this.#tree;
    if (event.position !== size) throw new Error(`event ${event.position} came where ${size} was due`);
    this.#tree.append(leafHash(writer.text(event)));
    if (event.type !== 'BallotCast') this.#index.noteAct(event.id, size);
    if ((size + 1) % tileWidth > 0) return;
    this.#index.closeBundle(event.place);
    this.grown();
  }

  /** Reads the record again up to where the tiles were taken up, giving way to everything else. */
  async #readAgain(size: number): Promise<void> {
    const { signal } = this.#stopping;
    const pace = new Pace(this.log.reader);
    let index = 0;
    for await (const leaf of this.log.after(undefined, size)) {
      if (signal.aborted) return;
      if (!this.#holds(index, leaf)) {
        this.warn(`the tiles are made anew: they say otherwise of position ${index} than the record`);
        this.#again.abort();
        return;
      }
      index += 1;
      if (index % tileWidth === 0) await pace.rest(signal);
    }
  }
}
