import { verifyEd25519, verifyMlDsa44 } from '../primitives.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { utf8 } from './encoding.ts';
import { Malformed } from './malformed.ts';
import { signatureTypes, type VerifierKey } from './verifier-key.ts';

/** What a key of each type puts its signature under, and what stands in a note's line before it. */

/** True when a key has signed a note's text so. @param field what the line holds after the key's id */
export function signatureHolds(key: VerifierKey, text: string, field: Uint8Array): boolean {
  switch (key.type) {
    case signatureTypes.ed25519:
      return verifyEd25519(field, utf8(text), key.publicKey);
    case signatureTypes.cosignature: {
      const time = timeOf(field);
      return time !== undefined && verifyEd25519(field.subarray(8), cosignedMessage(time, text), key.publicKey);
    }
    case signatureTypes.mlDsa44: {
      const time = timeOf(field);
      const message = time === undefined ? undefined : subtreeMessage(key.name, time, text);
      return message !== undefined && verifyMlDsa44(field.subarray(8), message, key.publicKey);
    }
    default:
      return key.type satisfies never;
  }
}

/** c2sp.org/tlog-cosignature for Ed25519. @param time POSIX seconds */
export function cosignedMessage(time: number, text: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/**
 * c2sp.org/tlog-cosignature for ML-DSA-44: the struct `cosigned_message` of a whole tree. `undefined` for a text that is
 * no checkpoint.
 */
export function subtreeMessage(cosigner: string, time: number, text: string): Uint8Array | undefined {
  try {
    const { origin, size, root } = parseCheckpoint(text);
    const [by, of] = [utf8(cosigner), utf8(origin)];
    if (by.length > 255 || of.length > 255) return undefined;
    const parts = [
      utf8('subtree/v1\n\0'),
      [by.length],
      by,
      uint64(time),
      [of.length],
      of,
      uint64(0),
      uint64(size),
      root,
    ];
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** A signature behind the moment it was made at, as the two timestamped types have it. */
export function timestamped(time: number, signature: Uint8Array): Uint8Array {
  return Uint8Array.from([...uint64(time), ...signature]);
}

/** POSIX seconds of a timestamped signature; `undefined` when it is too short, or its time beyond counting. */
export function timeOf(field: Uint8Array): number | undefined {
  if (field.length < 8) return undefined;
  const time = Number(new DataView(field.buffer, field.byteOffset, 8).getBigUint64(0));
  return Number.isSafeInteger(time) ? time : undefined;
}

function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
