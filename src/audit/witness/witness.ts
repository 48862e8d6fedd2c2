import { DatabaseSync } from 'node:sqlite';
import { type Checkpoint, parseCheckpoint } from '../../verifier/formats/checkpoint.ts';
import { sameBytes } from '../../verifier/formats/encoding.ts';
import { Malformed } from '../../verifier/formats/malformed.ts';
import { provesConsistency } from '../../verifier/formats/merkle.ts';
import { formatSignatureLine, type Note, parseNote, signersOf } from '../../verifier/formats/note.ts';
import { formatVerifierKey, type VerifierKey } from '../../verifier/formats/verifier-key.ts';
import { type SigningKey, signNote } from '../signing/signing-key.ts';
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';

/** What a witness answers to a request. */
export interface WitnessAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface WitnessOptions {
  readonly keys: readonly SigningKey[];
  /** Keys of the logs it knows. */
  readonly logs: readonly VerifierKey[];
  /** Where it remembers what it cosigned. */
  readonly file: string;
}

/**
 * A witness: cosigns a log's checkpoint when it continues the last one that it cosigned, and remembers that before it
 * answers (c2sp.org/tlog-witness). Whoever shows two parts of the public two different records must do without it.
 */
export class Witness {
  readonly #keys: readonly SigningKey[];
  readonly #logs: readonly VerifierKey[];
  readonly #db: DatabaseSync;

  constructor({ keys, logs, file }: WitnessOptions) {
    this.#keys = keys;
    this.#logs = logs;
    // A transaction is what makes looking and storing one act, between processes too; FULL puts it on the disk.
    this.#db = new DatabaseSync(file, { timeout: 5_000 });
    this.#db.exec(`
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS cosigned (origin TEXT PRIMARY KEY, checkpoint TEXT NOT NULL) STRICT;
    `);
  }

  /** Its published keys. */
  get keys(): string[] {
    return this.#keys.map(({ verifier }) => formatVerifierKey(verifier));
  }

  /** The last checkpoint it cosigned of a log. */
  last(origin: string): Checkpoint | undefined {
    const found = this.#db.prepare('SELECT checkpoint FROM cosigned WHERE origin = ?').get(origin);
    return found && parseCheckpoint(String(found['checkpoint']));
  }

  /** @param body of the POST @param time POSIX seconds */
  addCheckpoint(body: string, time: number): WitnessAnswer {
    let asked: AddCheckpoint;
    let note: Note;
    let checkpoint: Checkpoint;
    try {
      asked = parseAddCheckpoint(body);
      note = parseNote(asked.checkpoint);
      checkpoint = parseCheckpoint(note.text);
    } catch (error) {
      if (error instanceof Malformed) return words(400, error.message);
      throw error;
    }
    const known = this.#logs.filter(({ name }) => name === checkpoint.origin);
    if (known.length === 0) return words(404, `${checkpoint.origin} is no log known here`);
    try {
      if (signersOf(note, known).length === 0) return words(403, 'no key of the log has signed this');
    } catch (error) {
      if (error instanceof Malformed) return words(403, error.message);
      throw error;
    }
    if (asked.old > checkpoint.size) return words(400, 'the old size is larger than the checkpoint');
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const refusal = this.#refusal(asked, checkpoint);
      if (!refusal) {
        this.#db.prepare('INSERT OR REPLACE INTO cosigned VALUES (?, ?)').run(checkpoint.origin, note.text);
      }
      this.#db.exec('COMMIT');
      return refusal ?? { status: 200, type: 'text/plain; charset=utf-8', body: this.#cosign(note.text, time) };
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  #refusal({ old, proof }: AddCheckpoint, { origin, size, root }: Checkpoint): WitnessAnswer | undefined {
    const last = this.last(origin);
    if (old !== (last?.size ?? 0)) {
      return { status: 409, type: 'text/x.tlog.size', body: `${last?.size ?? 0}\n` };
    }
    if (!last || old === 0) return proof.length > 0 ? words(422, 'a proof from no leaves is empty') : undefined;
    if (old === size && !sameBytes(last.root, root)) return words(422, 'another root was cosigned for this size');
    return provesConsistency(old, size, last.root, root, proof)
      ? undefined
      : words(422, 'the proof does not show the checkpoint to continue the last one');
  }

  #cosign(text: string, time: number): string {
    return this.#keys.map((key) => formatSignatureLine(signNote(text, key, time))).join('');
  }
}

function words(status: number, text: string): WitnessAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` };
}
