import { sha256 } from '../primitives.ts';
import { base64, fromBase64, hex, utf8 } from './encoding.ts';
import { Malformed } from './malformed.ts';

/** Signature types of c2sp.org/signed-note, with the length of their public keys in bytes. */
export const signatureTypes = { ed25519: 0x01, cosignature: 0x04, mlDsa44: 0x06 } as const;
export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];
const keyBytes: Readonly<Record<SignatureType, number>> = { 1: 32, 4: 32, 6: 1_312 };

/** A published key that signs notes. Its name and id together tell it from all others. */
export interface VerifierKey {
  /** For a log: its origin. */
  readonly name: string;
  /** 4 bytes, in hex. */
  readonly id: string;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
}

/** Not empty, without spaces and plus signs. */
const namePattern = /^[^\s+]+$/u;

export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!namePattern.test(name)) throw new Malformed(`${JSON.stringify(name)} is no name of a key`);
  const hashed = [...utf8(`${name}\n`), type, ...publicKey];
  return { name, id: hex(sha256(Uint8Array.from(hashed)).subarray(0, 4)), type, publicKey };
}

/** `<name>+<id, 8 hex digits>+<base64 of type and public key>`, as it is published. */
export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${base64(Uint8Array.from([type, ...publicKey]))}`;
}

/** Published keys by name and id, for people: the keys themselves are long. */
export function namesOf(keys: readonly string[]): string {
  return keys.map((key) => key.split('+', 2).join('+')).join(', ');
}

/** @throws {@link Malformed} for a text that is no key, or one of a type unknown here, or whose id is not its own */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  if (name === undefined) throw new Malformed(`"${text.slice(0, 80)}" is no verifier key: name+id+base64`);
  const bytes = fromBase64(encoded!);
  const type = bytes?.[0] as SignatureType | undefined;
  if (!bytes || type === undefined || keyBytes[type] !== bytes.length - 1) {
    throw new Malformed(`the key ${name}+${id} holds no Ed25519 or ML-DSA-44 public key`);
  }
  const key = verifierKey(name, type, bytes.subarray(1));
  if (key.id !== id) throw new Malformed(`the key ${name}+${id} has the id ${key.id}`);
  return key;
}
