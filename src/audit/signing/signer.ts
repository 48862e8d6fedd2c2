import { base64, fromBase64, hex } from '../../verifier/formats/encoding.ts';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from '../../verifier/formats/checkpoint.ts';
import { type Hash, provesConsistency } from '../../verifier/formats/merkle.ts';
import { formatNote, parseNote, signersOf } from '../../verifier/formats/note.ts';
import { followKeys, parseRotation, type Rotation } from '../../verifier/formats/rotation.ts';
import { formatVerifierKey, parseVerifierKey } from '../../verifier/formats/verifier-key.ts';
import { readIfThere, replaceFile } from '../durable-file.ts';
import { type SigningKey, signNote, UnusableSigningKey } from './signing-key.ts';

/** The record contradicts what was signed about it: nothing is signed any more. */
export class InconsistentRecord extends Error {
  override readonly name = 'InconsistentRecord';
}

/** What the signer remembers of its last checkpoint, in a file of its own, away from the record. */
interface Memory {
  readonly keys: readonly string[];
  /** The signed note. */
  readonly note: string;
}

/**
 * Signs checkpoints of one log, each a continuation of the last, and one at a time. It believes neither the tree nor the record: it wants a
 * consistency proof from what it signed last, and remembers that durably before it lets a signature out.
 */
export class Signer {
  readonly origin: string;
  readonly #keys: readonly SigningKey[];
  readonly #file: string;
  readonly #rotation: string | undefined;
  #memory: Memory | undefined;

  /**
   * @param file of its memory
   * @param rotation the statement that these keys took over from others
   * @throws {@link UnusableSigningKey} when the last checkpoint was signed by other keys, and none of them says that these
   * take over
   */
  constructor(origin: string, keys: readonly SigningKey[], file: string, rotation?: string) {
    this.origin = origin;
    this.#keys = keys;
    this.#file = file;
    this.#rotation = rotation;
    const text = readIfThere(file);
    this.#memory = text === undefined ? undefined : parseMemory(text, file);
    const last = this.last;
    if (last && last.origin !== origin) {
      throw new UnusableSigningKey(`${file} is of the log ${last.origin}, not of ${origin}: see VOTE_RECORD_ORIGIN`);
    }
    if (this.#memory && this.isTakingOver) this.#checkTakeover(this.#memory);
  }

  /** Its published keys. */
  get keys(): string[] {
    return this.#keys.map(({ verifier }) => formatVerifierKey(verifier));
  }

  /** True until these keys have signed after taking over from others. */
  get isTakingOver(): boolean {
    return this.#memory !== undefined && this.#memory.keys.join() !== this.keys.join();
  }

  /** The last checkpoint it signed. */
  get last(): Checkpoint | undefined {
    return this.#memory && parseCheckpoint(parseNote(this.#memory.note).text);
  }

  /**
   * Takes a checkpoint found in the record for its own last one, where it remembers none or an earlier one.
   * @throws {@link UnusableSigningKey} when neither these keys nor those before them have signed it
   */
  async remember(found: string): Promise<void> {
    const note = parseNote(found);
    if (parseCheckpoint(note.text).size <= (this.last?.size ?? -1)) return;
    const own = this.#keys.map(({ verifier }) => verifier);
    const before = this.#rotation === undefined ? [] : parseRotation(parseNote(this.#rotation)).from;
    if (signersOf(note, [...own, ...before.map(parseVerifierKey)]).length === 0) {
      throw new UnusableSigningKey('the record holds checkpoints signed by another key: sign with that, or rotate it');
    }
    await this.#keep(found);
  }

  /** Reads the statement by which its keys took over. */
  handover(statement: string): Rotation {
    return parseRotation(parseNote(statement));
  }

  /**
   * @param proof of consistency from the last checkpoint's size to `size`; empty where there is none, or it is of size 0
   * @param time POSIX seconds
   * @returns the signed note
   * @throws {@link InconsistentRecord}
   */
  async sign(size: number, root: Hash, proof: readonly Hash[], time: number): Promise<string> {
    const { last } = this;
    if (last && last.size > size) {
      throw new InconsistentRecord(`${last.size} events were signed for, and the record has only ${size}`);
    }
    if (last && last.size > 0 && !provesConsistency(last.size, size, last.root, root, proof)) {
      throw new InconsistentRecord(
        `the first ${last.size} events are not those signed for: their root was ${hex(last.root)}`,
      );
    }
    const text = formatCheckpoint({ origin: this.origin, size, root });
    const note = formatNote({ text, signatures: this.#keys.map((key) => signNote(text, key, time)) });
    await this.#keep(note);
    return note;
  }

  async #keep(note: string): Promise<void> {
    this.#memory = { keys: this.keys, note };
    const text = JSON.stringify({ keys: this.keys, note: base64(Buffer.from(note)) }, null, 2);
    await replaceFile(this.#file, `${text}\n`);
  }

  #checkTakeover({ keys: before }: Memory): void {
    const now = this.keys;
    if (this.#rotation !== undefined) {
      const { current } = followKeys(before.map(parseVerifierKey), [this.#rotation], this.origin);
      if (now.join() === current.map(formatVerifierKey).join()) return;
    }
    const short = (keys: readonly string[]) => keys.map((key) => key.split('+', 2).join('+')).join(', ');
    throw new UnusableSigningKey(
      `the last checkpoint was signed by ${short(before)}, and no statement of theirs hands over to ${short(now)}: ` +
        'change keys with "vote-record keys rotate"',
    );
  }
}

function parseMemory(text: string, file: string): Memory {
  try {
    const { keys, note } = JSON.parse(text) as { keys: string[]; note: string };
    const memory = { keys, note: Buffer.from(fromBase64(note)!).toString('utf8') };
    parseCheckpoint(parseNote(memory.note).text);
    return memory;
  } catch (error) {
    // Never begun anew: what it would then forget is what it must not contradict.
    throw new UnusableSigningKey(`${file} is damaged (${(error as Error).message}): restore it from a backup`);
  }
}
