import { Malformed } from './malformed.ts';
import { type Note, parseNote, signersOf } from './note.ts';
import { parseVerifierKey, signatureTypes, type VerifierKey } from './verifier-key.ts';

/**
 * The statement by which a log's key hands over to the next: a signed note of our own, since no specification has one.
 * Its first line is no origin and its second no size, so it can never be taken for a checkpoint. The old Ed25519 key signs it.
 */
export interface Rotation {
  readonly origin: string;
  /** Published keys. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

const firstLine = 'vote-record/signing-key-rotation/v1';

export function rotationText({ origin, from, to }: Rotation): string {
  return `${[firstLine, origin, ...from.map((key) => `from ${key}`), ...to.map((key) => `to ${key}`)].join('\n')}\n`;
}

/** @throws {@link Malformed} */
export function parseRotation(note: Note): Rotation {
  const [first, origin, ...lines] = note.text.split('\n');
  const keys = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const rotation = { origin: origin ?? '', from: keys('from'), to: keys('to') };
  if (first !== firstLine || rotationText(rotation) !== note.text) {
    throw new Malformed('no statement that a signing key hands over to another');
  }
  return rotation;
}

/** The keys of a log over time. */
export interface KeysOverTime {
  /** Those it signs with now. */
  readonly current: readonly VerifierKey[];
  /** Those, and all before them. */
  readonly ever: readonly VerifierKey[];
}

/**
 * Follows a log's keys from those that are known through the statements that hand over, in their order.
 * @throws {@link Malformed} for a statement that the key of its time has not signed
 */
export function followKeys(known: readonly VerifierKey[], statements: readonly string[], origin: string): KeysOverTime {
  let current = known;
  const ever = [...known];
  for (const statement of statements) {
    const note = parseNote(statement);
    const rotation = parseRotation(note);
    const mayHandOver = current.filter(({ type }) => type === signatureTypes.ed25519);
    if (rotation.origin !== origin || signersOf(note, mayHandOver).length === 0) {
      throw new Malformed(`the keys of ${rotation.origin} are handed over by nobody known`);
    }
    current = rotation.to.map(parseVerifierKey);
    ever.push(...current);
  }
  return { current, ever };
}
