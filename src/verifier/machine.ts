/** The four things that this folder asks of a machine. All answer at once: a proof is checked in a loop, not in a chain of promises. */
export interface Primitives {
  /** SHA-256 of bytes, or of a text as UTF-8: 32 bytes. */
  sha256(content: Uint8Array | string): Uint8Array;
  /** The same for what comes in pieces. */
  hasher(): Hasher;
  /** Pure Ed25519 (RFC 8032): 64 bytes by a key of 32. False for anything that is no valid signature. */
  verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /** ML-DSA-44 (FIPS 204), without context: 2,420 bytes by a key of 1,312. */
  verifyMlDsa44(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}
