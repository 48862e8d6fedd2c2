import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { EventReader } from '../../event-store/port.ts';
import { Fold, type Mark } from '../fold.ts';
import type { AnyProjection } from '../projection.ts';
import type { Snapshots } from './snapshots.ts';
import { superfluous } from './thinning.ts';

const layout = 1;

/** A view is kept in pieces, so that nobody waits long while one is written or read; `sha256` is of all pieces. */
const tables = `
  CREATE TABLE snapshots (position INTEGER PRIMARY KEY, mark TEXT NOT NULL) STRICT;
  CREATE TABLE views (
    position INTEGER NOT NULL,
    projection TEXT NOT NULL,
    version INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (position, projection)
  ) STRICT;
  CREATE TABLE pieces (
    position INTEGER NOT NULL,
    projection TEXT NOT NULL,
    number INTEGER NOT NULL,
    saved TEXT NOT NULL,
    PRIMARY KEY (position, projection, number)
  ) STRICT;
`;

/** Saved values in a piece: some milliseconds of work. */
const pieceSize = 512;

/**
 * Opens the cache; makes it when there is none, and anew when what is there is damaged or of another layout.
 * @throws Error when the file cannot be opened or made
 */
export function openSnapshots(path: string): Snapshots {
  try {
    return new SqliteSnapshots(openFile(path));
  } catch (error) {
    if (!(error instanceof OtherLayout) && !isDamage(error)) throw error;
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    return new SqliteSnapshots(openFile(path));
  }
}

class OtherLayout extends Error {}

/** SQLITE_CORRUPT or SQLITE_NOTADB. */
function isDamage(error: unknown): boolean {
  return [11, 26].includes((error as { errcode?: number }).errcode ?? 0);
}

function openFile(path: string): DatabaseSync {
  // Another process may be making the file just now. Later nobody waits: a snapshot that meets another is left out.
  const db = new DatabaseSync(path, { timeout: 2_000 });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    const found = Number(db.prepare('PRAGMA user_version').get()!['user_version']);
    if (found === 0) db.exec(`BEGIN IMMEDIATE; ${tables} PRAGMA user_version = ${layout}; COMMIT`);
    else if (found !== layout) throw new OtherLayout(`layout ${found}`);
    db.exec('PRAGMA busy_timeout = 0');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

class SqliteSnapshots implements Snapshots {
  readonly #db: DatabaseSync;
  readonly #candidates: StatementSync;
  readonly #view: StatementSync;
  readonly #piece: StatementSync;
  #failure: Error | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#candidates = db.prepare('SELECT position, mark FROM snapshots WHERE position <= ? ORDER BY position DESC');
    this.#view = db.prepare('SELECT version, pieces, sha256 FROM views WHERE position = ? AND projection = ?');
    this.#piece = db.prepare('SELECT saved FROM pieces WHERE position = ? AND projection = ? AND number = ?');
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  async latest(
    projections: readonly AnyProjection[],
    reader: EventReader,
    atMost = Number.MAX_SAFE_INTEGER,
  ): Promise<Fold | undefined> {
    for (const { position, mark } of this.#before(atMost)) {
      const fold = await this.#restore(projections, Number(position), String(mark));
      if (fold && (await holds(reader, fold.mark!))) return fold;
    }
    return undefined;
  }

  /** Positions and marks, the latest first; none when the file is damaged. */
  #before(atMost: number): Record<string, unknown>[] {
    try {
      return this.#candidates.all(atMost);
    } catch {
      return [];
    }
  }

  /** `undefined` for a snapshot that is damaged, or of other projections: then it is as if there were none. */
  async #restore(projections: readonly AnyProjection[], position: number, mark: string): Promise<Fold | undefined> {
    try {
      const fold = new Fold(projections);
      for (const { name, version } of projections) {
        const view = this.#view.get(position, name);
        if (view?.['version'] !== version) return undefined;
        const sum = createHash('sha256');
        for (let number = 0; number < Number(view['pieces']); number += 1) {
          const saved = String(this.#piece.get(position, name, number)?.['saved']);
          sum.update(saved);
          const [election, ...values] = JSON.parse(saved) as [string, ...never[]];
          const part = fold.restorePart(name, election);
          for (const value of values) part.restore(value);
          await setImmediate();
        }
        if (sum.digest('hex') !== view['sha256']) return undefined;
      }
      fold.resumeAfter(JSON.parse(mark) as Mark);
      return fold.position === position ? fold : undefined;
    } catch {
      return undefined;
    }
  }

  async save(fold: Fold): Promise<void> {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      await this.#write(fold);
      this.#db.exec('COMMIT');
      this.#failure = undefined;
    } catch (error) {
      this.#failure = error as Error;
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    }
  }

  async #write(fold: Fold): Promise<void> {
    const { position } = fold;
    this.#remove(position);
    const insertPiece = this.#db.prepare('INSERT INTO pieces VALUES (?, ?, ?, ?)');
    for (const projection of fold.projections) {
      const sum = createHash('sha256');
      let pieces = 0;
      for (const saved of piecesOf(fold, projection)) {
        sum.update(saved);
        insertPiece.run(position, projection.name, pieces, saved);
        pieces += 1;
        await setImmediate();
      }
      this.#run(
        'INSERT INTO views VALUES (?, ?, ?, ?, ?)',
        position,
        projection.name,
        projection.version,
        pieces,
        sum.digest('hex'),
      );
    }
    const { place, stream, revision, id } = fold.mark!;
    this.#run(
      'INSERT INTO snapshots VALUES (?, ?)',
      position,
      JSON.stringify({ position, place, stream, revision, id }),
    );
    const kept = this.#candidates.all(Number.MAX_SAFE_INTEGER).map((row) => Number(row['position']));
    for (const each of superfluous(kept)) this.#remove(each);
  }

  clear(): void {
    this.#db.exec('BEGIN IMMEDIATE; DELETE FROM snapshots; DELETE FROM views; DELETE FROM pieces; COMMIT');
  }

  #remove(position: number): void {
    for (const table of ['snapshots', 'views', 'pieces'])
      this.#run(`DELETE FROM ${table} WHERE position = ?`, position);
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#db.prepare(sql).run(...values);
  }

  close(): void {
    this.#db.close();
  }
}

/** The JSON texts of a view: in each the id of an election and some of what its part saves. */
function* piecesOf(fold: Fold, projection: AnyProjection): Iterable<string> {
  for (const [election, part] of fold.view(projection)) {
    let piece: unknown[] = [election];
    for (const value of part.save()) {
      piece.push(value);
      if (piece.length <= pieceSize) continue;
      yield JSON.stringify(piece);
      piece = [election];
    }
    yield JSON.stringify(piece);
  }
}

/** Whether the record holds the event after which a snapshot was taken, at that place. */
async function holds(reader: EventReader, { stream, revision, id, position, place }: Mark): Promise<boolean> {
  for await (const event of reader.readStream(stream, revision)) {
    return event.id === id && event.position === position && event.place === place;
  }
  return false;
}
