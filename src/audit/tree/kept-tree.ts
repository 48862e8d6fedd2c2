import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Cursor, type RecordedEvent, StoreUnavailable } from '../../event-store/port.ts';
import { sameBytes } from '../../verifier/formats/encoding.ts';
import type { LeafWriter } from '../../verifier/formats/leaf.ts';
import { leafHash } from '../../verifier/formats/merkle.ts';
import { tileWidth } from '../../verifier/formats/tile-path.ts';
import type { LeafLog } from './leaf-log.ts';
import { MerkleTree } from './merkle-tree.ts';
import { TileFiles } from './tile-files.ts';
import { TileIndex } from './tile-index.ts';

/** The tree with its tiles and their index: a cache of what the record says, which is thrown away where it says otherwise. */
export class KeptTree {
  readonly #log: LeafLog;
  readonly #files: TileFiles;
  readonly #index: TileIndex;
  #tree: MerkleTree;

  /**
   * @param folder where tiles are kept; absent: in memory
   * @param writable false where another process keeps them: then they are read, and what is newer stays in memory
   */
  constructor(log: LeafLog, folder: string | undefined, writable: boolean) {
    this.#log = log;
    if (folder !== undefined && writable) mkdirSync(folder, { recursive: true });
    const kept = folder !== undefined && (writable || existsSync(folder));
    this.#files = new TileFiles(kept ? folder : undefined, writable);
    this.#index = new TileIndex(kept ? join(folder, 'index.sqlite') : undefined, writable);
    this.#tree = new MerkleTree(this.#files);
  }

  get tree(): MerkleTree {
    return this.#tree;
  }

  /** After the last full bundle. */
  get cursor(): Cursor | undefined {
    return this.#index.before(this.#index.bundles);
  }

  positionOf(id: string): number | undefined {
    return this.#index.positionOf(id);
  }

  async leaves(bundle: number, width: number): Promise<string[]> {
    const leaves: string[] = [];
    for await (const leaf of this.#log.after(this.#index.before(bundle), width)) leaves.push(leaf);
    return leaves;
  }

  holds(index: number, leaf: string): boolean {
    return sameBytes(this.#tree.leaf(index), leafHash(leaf));
  }

  /**
   * Takes up the tiles if they can be trusted so far: the first and the last bundle are what the record says; else forgets them.
   * @returns why they were forgotten, if there were any
   */
  async takeUp(): Promise<string | undefined> {
    const { bundles } = this.#index;
    const fault = bundles === 0 ? undefined : await this.#faultOf(bundles);
    if (bundles === 0 || fault !== undefined) this.forget();
    return fault;
  }

  forget(): void {
    this.#files.clear();
    this.#index.clear();
    this.#tree = new MerkleTree(this.#files);
  }

  /** The next leaf. @returns whether it fills a bundle */
  add(event: RecordedEvent, writer: LeafWriter): boolean {
    const { size } = this.#tree;
    if (event.position !== size) throw new Error(`event ${event.position} came where ${size} was due`);
    this.#tree.append(leafHash(writer.text(event)));
    if (event.type !== 'BallotCast') this.#index.noteAct(event.id, size);
    const isFull = (size + 1) % tileWidth === 0;
    if (isFull) this.#index.closeBundle(event.place);
    return isFull;
  }

  close(): void {
    this.#index.close();
  }

  async #faultOf(bundles: number): Promise<string | undefined> {
    const head = (await this.#log.reader.head())?.position ?? -1;
    if (head + 1 < bundles * tileWidth) return `the record ends at position ${head}, before they do`;
    try {
      this.#tree = new MerkleTree(this.#files, bundles);
      for (const bundle of new Set([0, bundles - 1])) {
        const leaves = await this.leaves(bundle, tileWidth);
        const differs = leaves.findIndex((leaf, i) => !this.holds(bundle * tileWidth + i, leaf));
        if (differs >= 0) return `they say otherwise of position ${bundle * tileWidth + differs} than the record`;
      }
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      return (error as Error).message;
    }
    return undefined;
  }
}
