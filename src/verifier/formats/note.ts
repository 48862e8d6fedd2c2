import { base64, fromBase64, hex } from './encoding.ts';
import { Malformed } from './malformed.ts';
import { signatureHolds } from './signature.ts';
import type { VerifierKey } from './verifier-key.ts';

/** A text with signatures below it: c2sp.org/signed-note. */
export interface Note {
  /** What is signed: whole lines, the last newline included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Id of the key, 4 bytes in hex. */
  readonly id: string;
  readonly signature: Uint8Array;
}

/** The specification asks for room for 16 at least. */
const mostSignatures = 64;

/** @throws {@link Malformed} */
export function parseNote(note: string): Note {
  const split = note.lastIndexOf('\n\n');
  if (split < 1) throw new Malformed('a signed note has an empty line before its signatures');
  if (/(?!\n)\p{Cc}/u.test(note) || !note.isWellFormed()) {
    throw new Malformed('a signed note has no control characters');
  }
  const signatures = parseSignatureLines(note.slice(split + 2));
  if (signatures.length === 0) throw new Malformed('the note is not signed');
  return { text: note.slice(0, split + 1), signatures };
}

/** Lines as they stand below a note, each with its newline; also what a witness answers. @throws {@link Malformed} */
export function parseSignatureLines(lines: string): NoteSignature[] {
  if (lines !== '' && !lines.endsWith('\n')) throw new Malformed('a signature line without its end');
  const all = lines.split('\n').slice(0, -1);
  if (all.length > mostSignatures) throw new Malformed(`more than ${mostSignatures} signatures`);
  return all.map((line, i) => {
    const [, name, encoded] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
    const bytes = encoded === undefined ? undefined : fromBase64(encoded);
    if (name === undefined || !bytes || bytes.length < 5) throw new Malformed(`line ${i + 1} is no signature line`);
    return { name, id: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
  });
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`;
}

export function formatSignatureLine({ name, id, signature }: NoteSignature): string {
  return `— ${name} ${base64(Uint8Array.from([...keyIdBytes(id), ...signature]))}\n`;
}

function keyIdBytes(id: string): number[] {
  return [0, 2, 4, 6].map((i) => Number.parseInt(id.slice(i, i + 2), 16));
}

/**
 * Those of the known keys that have signed the note; lines by others are passed over.
 * @throws {@link Malformed} when a line by a known key does not hold: it spoils the note
 */
export function signersOf(note: Note, known: readonly VerifierKey[]): VerifierKey[] {
  const signers = new Set<VerifierKey>();
  for (const signature of note.signatures) {
    const key = known.find(({ name, id }) => name === signature.name && id === signature.id);
    if (!key) continue;
    if (!signatureHolds(key, note.text, signature.signature)) {
      throw new Malformed(`the signature by ${key.name}+${key.id} does not hold`);
    }
    signers.add(key);
  }
  return [...signers];
}
