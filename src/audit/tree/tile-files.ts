import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { tilePath, tileWidth } from '../../verifier/formats/tile-path.ts';

/** Bytes of a full tile. */
export const tileBytes = tileWidth * 32;
/** Tiles kept in memory: a proof needs one a level, and those of the upper levels again and again. */
const keptTiles = 256;

/**
 * Full tiles of hashes as files, laid out as they are published (c2sp.org/tlog-tiles). A cache: whatever is wrong with
 * it is mended by forgetting it. `folder` absent: kept in memory alone.
 */
export class TileFiles {
  readonly #folder: string | undefined;
  readonly #writable: boolean;
  readonly #kept: LRUCache<string, Uint8Array>;
  /** Those that no file holds. */
  readonly #own = new Map<string, Uint8Array>();

  constructor(folder: string | undefined, writable: boolean) {
    this.#folder = folder;
    this.#writable = writable;
    this.#kept = new LRUCache({ max: keptTiles });
  }

  /** `undefined` for a tile that is not there, or not whole. */
  read(level: number, index: number): Uint8Array | undefined {
    const path = tilePath({ level, index, width: tileWidth });
    const known = this.#own.get(path) ?? this.#kept.get(path);
    if (known || this.#folder === undefined) return known;
    try {
      const bytes = readFileSync(join(this.#folder, path));
      if (bytes.length !== tileBytes) return undefined;
      this.#kept.set(path, bytes);
      return bytes;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  write(level: number, index: number, bytes: Uint8Array): void {
    const path = tilePath({ level, index, width: tileWidth });
    if (this.#folder === undefined || !this.#writable) {
      this.#own.set(path, bytes);
      return;
    }
    this.#kept.set(path, bytes);
    const file = join(this.#folder, path);
    try {
      writeFileSync(file, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
  }

  clear(): void {
    this.#own.clear();
    this.#kept.clear();
    if (this.#folder !== undefined && this.#writable) {
      rmSync(join(this.#folder, 'tile'), { recursive: true, force: true });
    }
  }
}
