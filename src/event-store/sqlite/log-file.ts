import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** One append as the writer takes it: `expected` is -1 for a stream that must not exist. */
export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly version: number;
    readonly data: string;
    readonly meta: string;
  }[];
}

/** What became of one append: its last event, or the revision the stream is really at. */
export type Outcome =
  | { readonly place: number; readonly position: number; readonly revision: number }
  | { readonly actual: number };

interface Head {
  readonly stream: number;
  revision: number;
}

/** How many streams' heads are kept in memory; others are looked up. */
const keptHeads = 50_000;

/**
 * Writes appends to an open database. A repeated append is recognised by the ids at the revisions it asks for, so that no
 * index over random ids has to be kept. Runs in the writer's thread; plain data in, plain data out.
 */
export class LogFile {
  readonly #db: DatabaseSync;
  readonly #heads = new Map<string, Head>();
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #insert: StatementSync;
  readonly #insertStream: StatementSync;
  readonly #findHead: StatementSync;
  readonly #findEvent: StatementSync;
  #place = 0;
  #position = -1;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#insertStream = db.prepare('INSERT INTO streams (name) VALUES (?) RETURNING stream');
    this.#findHead = db.prepare(
      'SELECT stream, coalesce((SELECT max(revision) FROM events e WHERE e.stream = s.stream), -1) AS revision FROM streams s WHERE name = ?',
    );
    this.#findEvent = db.prepare('SELECT id, place, position FROM events WHERE stream = ? AND revision = ?');
    this.#readEnd();
  }

  /** All appends in one transaction, in order; one that conflicts changes nothing and hinders no other. */
  appendGroup(appends: readonly Append[]): Outcome[] {
    this.#begin.run();
    try {
      const outcomes = appends.map((append) => this.#append(append));
      this.#commit.run();
      return outcomes;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#heads.clear();
      this.#readEnd();
      throw error;
    }
  }

  #append({ stream, expected, events }: Append): Outcome {
    const head = this.#head(stream);
    const actual = head?.revision ?? -1;
    if (actual !== expected) return this.#earlier(head, expected, events) ?? { actual };
    const { stream: number } = head ?? this.#newStream(stream);
    const leaf = stream.startsWith('checkpoint-') ? 0 : 1;
    let revision = expected;
    let said: string | undefined;
    for (const { id, type, version, data, meta } of events) {
      this.#place += 1;
      this.#position += leaf;
      revision += 1;
      this.#insert.run(
        this.#place,
        this.#position,
        number,
        revision,
        id,
        type,
        version,
        data,
        meta === said ? null : meta,
      );
      said = meta;
    }
    this.#heads.get(stream)!.revision = revision;
    return { place: this.#place, position: this.#position, revision };
  }

  /** The outcome of the same append made before, if these very events stand where they are asked for. */
  #earlier(head: Head | undefined, expected: number, events: Append['events']): Outcome | undefined {
    if (!head || head.revision < expected + events.length) return undefined;
    let last: Outcome | undefined;
    for (const [i, { id }] of events.entries()) {
      const revision = expected + 1 + i;
      const found = this.#findEvent.get(head.stream, revision);
      if (found?.['id'] !== id) return undefined;
      last = { place: Number(found['place']), position: Number(found['position']), revision };
    }
    return last;
  }

  #head(name: string): Head | undefined {
    const kept = this.#heads.get(name);
    if (kept) return kept;
    const found = this.#findHead.get(name);
    return found && this.#keep(name, { stream: Number(found['stream']), revision: Number(found['revision']) });
  }

  #newStream(name: string): Head {
    return this.#keep(name, { stream: Number(this.#insertStream.get(name)!['stream']), revision: -1 });
  }

  #keep(name: string, head: Head): Head {
    if (this.#heads.size >= keptHeads) this.#heads.clear();
    this.#heads.set(name, head);
    return head;
  }

  #readEnd(): void {
    const last = this.#db.prepare('SELECT place, position FROM events ORDER BY place DESC LIMIT 1').get();
    this.#place = Number(last?.['place'] ?? 0);
    this.#position = Number(last?.['position'] ?? -1);
  }
}
