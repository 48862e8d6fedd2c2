import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  type SignatureType,
  signatureTypes,
  type VerifierKey,
  verifierKey,
} from '../../verifier/formats/verifier-key.ts';
import { cosignedMessage, subtreeMessage, timestamped } from '../../verifier/formats/signature.ts';
import { utf8 } from '../../verifier/formats/encoding.ts';
import type { NoteSignature } from '../../verifier/formats/note.ts';

/** A signing key that cannot be used: what it lacks, and what to do. */
export class UnusableSigningKey extends Error {
  override readonly name = 'UnusableSigningKey';
}

/** A private key under the name and for the type of signature it is published with. */
export interface SigningKey {
  readonly verifier: VerifierKey;
  readonly privateKey: KeyObject;
}

/** The pair that a log or a witness signs with: one that every tool checks, one that outlasts quantum computers. */
export interface SigningKeys {
  readonly ed25519: KeyObject;
  readonly mlDsa44: KeyObject;
  /** Signed by the key before these, where they took over from one: see `key-rotation.ts`. */
  readonly rotation: string | undefined;
}

/** New keys as PEM (PKCS #8): two blocks, one after the other. */
export function makeSigningKeys(): string {
  return [generateKeyPairSync('ed25519'), generateKeyPairSync('ml-dsa-44')]
    .map(({ privateKey }) => privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)
    .join('');
}

const rotationLabel = 'VOTE RECORD KEY ROTATION';

/** Keys with the statement by which they took over. */
export function withRotation(pem: string, statement: string): string {
  const body = Buffer.from(statement).toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `${pem}-----BEGIN ${rotationLabel}-----\n${body}\n-----END ${rotationLabel}-----\n`;
}

/**
 * @param pem as {@link makeSigningKeys} gives it; a line's end may be written as `\n`, as variables have it
 * @param from what to call it in an error: its content is never told
 * @throws {@link UnusableSigningKey}
 */
export function parseSigningKeys(pem: string, from: string): SigningKeys {
  const text = pem.replaceAll('\\n', '\n');
  const keys = new Map<string, KeyObject>();
  for (const [block] of text.matchAll(/-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----/g)) {
    try {
      const key = createPrivateKey(block);
      keys.set(key.asymmetricKeyType as string, key);
    } catch {
      throw new UnusableSigningKey(`${from} holds a key that is no PKCS #8`);
    }
  }
  const [ed25519, mlDsa44] = [keys.get('ed25519'), keys.get('ml-dsa-44')];
  if (!ed25519 || !mlDsa44) {
    throw new UnusableSigningKey(
      `${from} does not hold an Ed25519 and an ML-DSA-44 key: make both with "vote-record keys make"`,
    );
  }
  const [, statement] = new RegExp(`-----BEGIN ${rotationLabel}-----([^-]+)-----END`).exec(text) ?? [];
  const rotation = statement === undefined ? undefined : Buffer.from(statement, 'base64').toString('utf8');
  return { ed25519, mlDsa44, rotation };
}

/** The two keys of a log, named after its origin. */
export function logKeys({ ed25519, mlDsa44 }: SigningKeys, origin: string): SigningKey[] {
  return [signingKey(origin, signatureTypes.ed25519, ed25519), signingKey(origin, signatureTypes.mlDsa44, mlDsa44)];
}

/** The two keys of a witness. */
export function witnessKeys({ ed25519, mlDsa44 }: SigningKeys, name: string): SigningKey[] {
  return [signingKey(name, signatureTypes.cosignature, ed25519), signingKey(name, signatureTypes.mlDsa44, mlDsa44)];
}

function signingKey(name: string, type: SignatureType, privateKey: KeyObject): SigningKey {
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const publicKey = der.subarray(type === signatureTypes.mlDsa44 ? -1_312 : -32);
  return { verifier: verifierKey(name, type, new Uint8Array(publicKey)), privateKey };
}

/** A key's line below a note. @param time POSIX seconds, for the types that say when */
export function signNote(text: string, { verifier, privateKey }: SigningKey, time: number): NoteSignature {
  const { name, id, type } = verifier;
  const signed = (message: Uint8Array) => sign(null, message, privateKey);
  switch (type) {
    case signatureTypes.ed25519:
      return { name, id, signature: signed(utf8(text)) };
    case signatureTypes.cosignature:
      return { name, id, signature: timestamped(time, signed(cosignedMessage(time, text))) };
    case signatureTypes.mlDsa44: {
      const message = subtreeMessage(name, time, text);
      if (!message) throw new Error('an ML-DSA-44 key signs checkpoints alone');
      return { name, id, signature: timestamped(time, signed(message)) };
    }
    default:
      return type satisfies never;
  }
}
