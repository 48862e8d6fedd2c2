import { hex } from '../../verifier/formats/encoding.ts';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from '../../verifier/formats/checkpoint.ts';
import { type Hash, provesConsistency } from '../../verifier/formats/merkle.ts';
import { formatNote, parseNote, signersOf } from '../../verifier/formats/note.ts';
import { followKeys, parseRotation, type Rotation } from '../../verifier/formats/rotation.ts';
import { formatVerifierKey, namesOf, parseVerifierKey } from '../../verifier/formats/verifier-key.ts';
import { type Remembered, SignerMemory } from './signer-memory.ts';
import { type SigningKey, signNote, UnusableSigningKey } from './signing-key.ts';

/** The record contradicts what was signed about it: nothing is signed any more. */
export class InconsistentRecord extends Error {
  override readonly name = 'InconsistentRecord';
}

/** More was signed for than the tree has: by another server, whose record this one's tree lags behind, or of a longer record. */
export class SignedFurther extends InconsistentRecord {
  readonly size: number;

  constructor(size: number, has: number) {
    super(`${size} events were signed for, and the record has only ${has}`);
    this.size = size;
  }
}

/** A tree as far as signing it asks for. */
export interface SignableTree {
  readonly size: number;
  rootAt(size: number): Hash;
  consistencyProof(from: number, to: number): readonly Hash[];
}

/** A checkpoint that was signed. */
export interface Signed {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The signed note. */
  readonly note: string;
}

/**
 * Signs checkpoints of one log, each a continuation of the last, and one at a time, whichever server with these keys
 * signed that. It believes neither the tree nor the record: it wants a consistency proof from what was signed last, and
 * remembers durably what it signs before it lets a signature out.
 */
export class Signer {
  readonly origin: string;
  readonly #keys: readonly SigningKey[];
  readonly #memory: SignerMemory;
  readonly #rotation: string | undefined;

  /**
   * @param file of its memory
   * @param rotation the statement that these keys took over from others
   * @throws {@link UnusableSigningKey} when the last checkpoint was signed by other keys, and none of them says that these
   * take over
   */
  constructor(origin: string, keys: readonly SigningKey[], file: string, rotation?: string) {
    this.origin = origin;
    this.#keys = keys;
    this.#memory = new SignerMemory(file);
    this.#rotation = rotation;
    const last = this.#remembered()?.checkpoint;
    if (last && last.origin !== origin) {
      throw new UnusableSigningKey(`${file} is of the log ${last.origin}, not of ${origin}: see VOTE_RECORD_ORIGIN`);
    }
  }

  /** Its published keys. */
  get keys(): string[] {
    return this.#keys.map(({ verifier }) => formatVerifierKey(verifier));
  }

  /** True until these keys have signed after taking over from others. */
  get isTakingOver(): boolean {
    const remembered = this.#memory.read();
    return remembered !== undefined && !this.#isOwn(remembered);
  }

  /** The last checkpoint that was signed. */
  get last(): Checkpoint | undefined {
    return this.#memory.read()?.checkpoint;
  }

  /**
   * Takes a checkpoint found in the record for its own last one, where it remembers none or an earlier one.
   * @throws {@link UnusableSigningKey} when neither these keys nor those before them have signed it
   */
  async remember(found: string): Promise<void> {
    const note = parseNote(found);
    const own = this.#keys.map(({ verifier }) => verifier);
    const before = this.#rotation === undefined ? [] : parseRotation(parseNote(this.#rotation)).from;
    if (signersOf(note, [...own, ...before.map(parseVerifierKey)]).length === 0) {
      throw new UnusableSigningKey('the record holds checkpoints signed by another key: sign with that, or rotate it');
    }
    await this.#memory.alone(async () => {
      const isNews = parseCheckpoint(note.text).size > (this.last?.size ?? -1);
      if (isNews) await this.#memory.keep(this.keys, found);
    });
  }

  /** Reads the statement by which its keys took over. */
  handover(statement: string): Rotation {
    return parseRotation(parseNote(statement));
  }

  /**
   * Signs for all of a tree.
   * @param time POSIX seconds
   * @throws {@link InconsistentRecord} when it does not continue what was signed
   * @throws {@link UnusableSigningKey} when other keys have signed since
   */
  sign(tree: SignableTree, time: number): Promise<Signed> {
    return this.#memory.alone(async () => {
      const last = this.#remembered()?.checkpoint;
      const { size } = tree;
      const root = tree.rootAt(size);
      if (last) checkContinues(last, tree, root);
      const text = formatCheckpoint({ origin: this.origin, size, root });
      const note = formatNote({ text, signatures: this.#keys.map((key) => signNote(text, key, time)) });
      await this.#memory.keep(this.keys, note);
      return { size, root: hex(root), note };
    });
  }

  /** What was signed last: by these keys, or by those that handed over to them. */
  #remembered(): Remembered | undefined {
    const remembered = this.#memory.read();
    if (remembered && !this.#isOwn(remembered)) this.#checkTakeover(remembered);
    return remembered;
  }

  #isOwn({ keys }: Remembered): boolean {
    return keys.join() === this.keys.join();
  }

  #checkTakeover({ keys: before }: Remembered): void {
    const now = this.keys;
    if (this.#rotation !== undefined) {
      const { current } = followKeys(before.map(parseVerifierKey), [this.#rotation], this.origin);
      if (now.join() === current.map(formatVerifierKey).join()) return;
    }
    throw new UnusableSigningKey(
      `the last checkpoint was signed by ${namesOf(before)}, and no statement of theirs hands over to ${namesOf(now)}: ` +
        'change keys with "vote-record keys rotate"',
    );
  }
}

function checkContinues(last: Checkpoint, tree: SignableTree, root: Hash): void {
  const { size } = tree;
  if (last.size > size) throw new SignedFurther(last.size, size);
  if (last.size === 0) return;
  if (!provesConsistency(last.size, size, last.root, root, tree.consistencyProof(last.size, size))) {
    throw new InconsistentRecord(
      `the first ${last.size} events are not those signed for: their root was ${hex(last.root)}`,
    );
  }
}
