import type { Primitives } from './machine.ts';

/** What stands before the raw public key in its DER encoding (SubjectPublicKeyInfo), in hex. */
const derPrefix = {
  ed25519: '302a300506032b6570032100',
  mlDsa44: '30820532300b06096086480165030403110382052100',
} as const;

/** One-shot `hash` is twice as quick as anything else that Node offers, and what every leaf and node goes through. */
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
    sha256: (content) => crypto.hash('sha256', content, 'buffer'),
    hasher() {
      const hash = crypto.createHash('sha256');
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
    },
    verifyEd25519: verifier(derPrefix.ed25519, 64, 32),
    verifyMlDsa44: verifier(derPrefix.mlDsa44, 2_420, 1_312),
  };
}
