import type { Primitives } from './machine.ts';

/** What stands before the raw public key in its DER encoding (SubjectPublicKeyInfo), in hex. */
const derPrefix = {
  ed25519: '302a300506032b6570032100',
  mlDsa44: '30820532300b06096086480165030403110382052100',
} as const;

/**
 * One-shot `hash` is what every leaf and node goes through, and twice as quick as a `Hash` object. Its digest comes as a text of
 * a character a byte: a `Buffer` of 32 bytes has memory outside the heap, which takes longer to get than the hash to compute.
 */
export function primitivesOfNode(crypto: typeof import('node:crypto')): Primitives {
  const verifier =
    (prefix: string, signatureBytes: number, keyBytes: number): Primitives['verifyEd25519'] =>
    (signature, message, publicKey) => {
      if (signature.length !== signatureBytes || publicKey.length !== keyBytes) return false;
      const der = Buffer.concat([Buffer.from(prefix, 'hex'), publicKey]);
      const key = crypto.createPublicKey({ key: der, format: 'der', type: 'spki' });
      return crypto.verify(null, message, key, signature);
    };
  return {
    sha256: (content) => bytesOf(crypto.hash('sha256', content, 'binary')),
    hasher() {
      const hash = crypto.createHash('sha256');
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
    },
    verifyEd25519: verifier(derPrefix.ed25519, 64, 32),
    verifyMlDsa44: verifier(derPrefix.mlDsa44, 2_420, 1_312),
  };
}

function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
