import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import type { Primitives } from './machine.ts';

/** SHA-256 is the hash of ECDSA over P-256 and comes with it, if not with its types. */
const { hash } = p256 as unknown as {
  readonly hash: {
    (content: Uint8Array): Uint8Array;
    create(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array };
  };
};
const utf8 = new TextEncoder();

/** Plain JavaScript, for a browser: a browser's own hash is asynchronous, and slower for small pieces. */
export const primitivesAnywhere: Primitives = {
  sha256: (content) => hash(typeof content === 'string' ? utf8.encode(content) : content),
  hasher() {
    const running = hash.create();
    return { update: (bytes) => void running.update(bytes), digest: () => running.digest() };
  },
  verifyEd25519: (signature, message, publicKey) =>
    // `zip215: false` is RFC 8032 to the letter, as Node has it.
    signature.length === 64 &&
    publicKey.length === 32 &&
    ed25519.verify(signature, message, publicKey, { zip215: false }),
  verifyMlDsa44: (signature, message, publicKey) =>
    signature.length === 2_420 && publicKey.length === 1_312 && ml_dsa44.verify(signature, message, publicKey),
};
