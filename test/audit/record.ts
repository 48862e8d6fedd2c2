import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Audit, type AuditOptions } from '../../src/audit/audit.ts';
import { logKeys, makeSigningKeys, parseSigningKeys } from '../../src/audit/signing/signing-key.ts';
import { type StreamName, streams } from '../../src/domain/stream.ts';
import type { EventStore, NewEvent } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { formatVerifierKey } from '../../src/verifier/formats/verifier-key.ts';

export const origin = 'log.example/akims';

/** A folder with a record in it, and what is kept beside a record; gone when the test is over. */
export class RecordFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'vote-record-audit-'));
  readonly away = mkdtempSync(join(tmpdir(), 'vote-record-keys-'));
  readonly file = join(this.path, 'record.sqlite');
  readonly tiles = join(this.path, 'tiles');
  /** Signing keys, outside the record's own folder. */
  readonly key = join(this.away, 'signing.pem');
  #revision = -1;
  readonly #box: StreamName;

  constructor(precinct = 'p1') {
    this.#box = streams.ballotBox('e1', 'c1', precinct);
    writeFileSync(this.key, makeSigningKeys(), { mode: 0o600 });
  }

  open(): Promise<EventStore> {
    return openSqliteStore(this.file);
  }

  /** Appends ballots to the one box, 100 an append. @returns the id of the last */
  async ballots(store: EventStore, count: number, choice = 'a'): Promise<string> {
    let id = '';
    for (let left = count; left > 0; left -= 100) {
      const events = Array.from({ length: Math.min(left, 100) }, () => this.event('BallotCast', { choice, batch }));
      const expected = this.#revision < 0 ? 'no-stream' : this.#revision;
      this.#revision = (await store.append(this.#box, expected, events)).revision;
      id = events.at(-1)!.id;
    }
    return id;
  }

  async act(store: EventStore): Promise<string> {
    const event = this.event('BallotBoxSealed', { at: '2021-07-25T07:00:00+05:00' });
    const expected = this.#revision < 0 ? 'no-stream' : this.#revision;
    this.#revision = (await store.append(this.#box, expected, [event])).revision;
    return event.id;
  }

  event(type: string, data: unknown): NewEvent {
    return { id: randomUUID(), type, data, meta };
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
    rmSync(this.away, { recursive: true, force: true });
  }
}

const batch = randomUUID();
const meta = {
  actor: 'o1',
  role: 'precinct-commission',
  commandId: randomUUID(),
  correlationId: randomUUID(),
  recordedAt: '2021-07-25T15:00:00.000Z',
};

/** An audit over the record of a folder, with keys and memory beside it. */
export async function auditing(
  folder: RecordFolder,
  store: EventStore,
  options: Partial<AuditOptions> = {},
): Promise<{ audit: Audit; warnings: string[] }> {
  const warnings: string[] = [];
  const audit = await Audit.start({
    store,
    origin,
    tiles: folder.tiles,
    keys: { data: folder.path, keyFile: folder.key, pem: undefined, stateFile: undefined, production: false },
    every: { events: 1_000_000, seconds: 3_600 },
    warn: (words) => warnings.push(words),
    ...options,
  });
  return { audit, warnings };
}

/** What of a log's signing keys is published. */
export function publishedKeys(pem: string): string[] {
  return logKeys(parseSigningKeys(pem, 'a test'), origin).map(({ verifier }) => formatVerifierKey(verifier));
}

/** Has two people of the central commission agree on who witnesses the log, or on what it is signed with next. Two acts. */
export async function agreed(store: EventStore, what: { policy: string } | { keys: readonly string[] }): Promise<void> {
  const stream = streams.log(origin);
  let revision = -1;
  for await (const event of store.readStream(stream)) revision = event.revision;
  const types =
    'policy' in what
      ? ['WitnessPolicyProposed', 'WitnessPolicyAdopted']
      : ['SigningKeysProposed', 'SigningKeysConfirmed'];
  for (const [i, type] of types.entries()) {
    const by = ['c1', 'c2'][i]!;
    const said = { ...meta, actor: by, role: 'central-commission', commandId: randomUUID() };
    const event = { id: randomUUID(), type, data: i === 0 ? { ...what, by } : what, meta: said };
    ({ revision } = await store.append(stream, revision < 0 ? 'no-stream' : revision, [event]));
  }
}

/** Does something to a record behind its back, its triggers dropped. */
export function meddle(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('DROP TRIGGER events_stay; DROP TRIGGER events_remain;');
    db.exec(sql);
  } finally {
    db.close();
  }
}
