import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Cursor } from '../../event-store/port.ts';
import { tileWidth } from '../../verifier/formats/tile-path.ts';

/**
 * Where reading goes on after each full bundle of 256 leaves, and at which position an act stands by its id. A cache
 * beside the tiles. Ballots are not in it: nobody is told a ballot's id, so nobody asks for one, and they are what
 * would make an index over random ids long and slow.
 */
export class TileIndex {
  readonly #db: DatabaseSync;
  readonly #writable: boolean;
  readonly #insertBundle: StatementSync | undefined;
  readonly #insertAct: StatementSync | undefined;
  readonly #placeOf: StatementSync;
  readonly #positionOf: StatementSync;
  /** What was noted since the last full bundle, or all that was where the file is only read. */
  readonly #acts = new Map<string, number>();
  readonly #places: Cursor['place'][] = [];
  #stored: number;

  /** @param file absent: in memory alone */
  constructor(file: string | undefined, writable: boolean) {
    const readable = file !== undefined && (writable || existsSync(file));
    this.#writable = writable || !readable;
    this.#db = new DatabaseSync(readable ? file : ':memory:', { readOnly: !this.#writable, timeout: 2_000 });
    if (this.#writable) {
      this.#db.exec(`
        PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
        CREATE TABLE IF NOT EXISTS bundles (bundle INTEGER PRIMARY KEY, place TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS acts (id TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      `);
      this.#insertBundle = this.#db.prepare('INSERT INTO bundles VALUES (?, ?)');
      this.#insertAct = this.#db.prepare('INSERT OR REPLACE INTO acts VALUES (?, ?)');
    }
    this.#placeOf = this.#db.prepare('SELECT place FROM bundles WHERE bundle = ?');
    this.#positionOf = this.#db.prepare('SELECT position FROM acts WHERE id = ?');
    this.#stored = Number(this.#db.prepare('SELECT count(*) AS n FROM bundles').get()!['n']);
  }

  /** Full bundles noted. */
  get bundles(): number {
    return this.#stored + this.#places.length;
  }

  noteAct(id: string, position: number): void {
    this.#acts.set(id, position);
  }

  /** The next bundle is full: its last leaf stands at this place. */
  closeBundle(place: Cursor['place']): void {
    if (!this.#writable) {
      this.#places.push(place);
      return;
    }
    this.#db.exec('BEGIN');
    for (const [id, position] of this.#acts) this.#insertAct!.run(id, position);
    this.#insertBundle!.run(this.#stored, JSON.stringify(place));
    this.#db.exec('COMMIT');
    this.#stored += 1;
    this.#acts.clear();
  }

  /** The cursor after which the leaves of a bundle come; `undefined` for the first one, which is at the beginning. */
  before(bundle: number): Cursor | undefined {
    if (bundle === 0) return undefined;
    const noted = this.#places[bundle - 1 - this.#stored];
    const place = noted ?? (JSON.parse(String(this.#placeOf.get(bundle - 1)?.['place'])) as Cursor['place']);
    return { position: bundle * tileWidth - 1, place };
  }

  positionOf(id: string): number | undefined {
    const found = this.#acts.get(id) ?? this.#positionOf.get(id)?.['position'];
    return found === undefined ? undefined : Number(found);
  }

  clear(): void {
    if (this.#writable) this.#db.exec('DELETE FROM bundles; DELETE FROM acts;');
    this.#stored = 0;
    this.#places.length = 0;
    this.#acts.clear();
  }

  close(): void {
    this.#db.close();
  }
}
