import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { base64, fromBase64 } from '../../verifier/formats/encoding.ts';
import { type Checkpoint, parseCheckpoint } from '../../verifier/formats/checkpoint.ts';
import { parseNote } from '../../verifier/formats/note.ts';
import { readIfThere, replaceFile } from '../durable-file.ts';
import { UnusableSigningKey } from './signing-key.ts';

/** What a signer remembers of its last checkpoint. */
export interface Remembered {
  /** The published keys that signed it. */
  readonly keys: readonly string[];
  readonly checkpoint: Checkpoint;
}

/** SQLite's code for what somebody else has locked. */
const busy = 5;
/** Milliseconds between two looks at the lock, and altogether: a signature takes two or three. */
const [pause, patience] = [5, 10_000];

/**
 * The memory of a signer, in a file of its own, away from the record. Servers that sign with one key share it: each looks
 * at what was signed last, signs, and remembers that in one act, or two of them could sign what contradicts the other.
 */
export class SignerMemory {
  readonly file: string;
  #last: Remembered | undefined;

  constructor(file: string) {
    this.file = file;
  }

  /** As it is now, whoever signed; never less than was known before. @throws {@link UnusableSigningKey} when damaged */
  read(): Remembered | undefined {
    const text = readIfThere(this.file);
    const found = text === undefined ? undefined : parse(text, this.file);
    if (found && found.checkpoint.size >= (this.#last?.checkpoint.size ?? 0)) this.#last = found;
    return this.#last;
  }

  /** Durable when it resolves. To be called {@link alone}. */
  async keep(keys: readonly string[], note: string): Promise<void> {
    await replaceFile(this.file, `${JSON.stringify({ keys, note: base64(Buffer.from(note)) }, null, 2)}\n`);
    this.#last = { keys, checkpoint: parseCheckpoint(parseNote(note).text) };
  }

  /** Does something while nobody else signs: the operating system lets go of the lock when a process ends, however it ends. */
  async alone<T>(act: () => Promise<T>): Promise<T> {
    const lock = new DatabaseSync(`${this.file}.lock`, { timeout: 0 });
    try {
      for (let waited = 0; !locks(lock); waited += pause) {
        if (waited >= patience) throw new Error(`another process keeps ${this.file}.lock`);
        await setTimeout(pause);
      }
      return await act();
    } finally {
      lock.close();
    }
  }
}

function locks(lock: DatabaseSync): boolean {
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== busy) throw error;
    return false;
  }
}

function parse(text: string, file: string): Remembered {
  try {
    const { keys, note } = JSON.parse(text) as { keys: string[]; note: string };
    return { keys, checkpoint: parseCheckpoint(parseNote(Buffer.from(fromBase64(note)!).toString('utf8')).text) };
  } catch (error) {
    // Never begun anew: what it would then forget is what it must not contradict.
    throw new UnusableSigningKey(`${file} is damaged (${(error as Error).message}): restore it from a backup`);
  }
}
