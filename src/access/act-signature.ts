import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type Act, type ActSignature, bytesToSign, type VerifySignature } from '../domain/signed-act.ts';

/** A member's public key as the record names it: 32 bytes in base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(x!, 'base64url').toString('base64');
}

/** Signs an act with a member's own Ed25519 key. */
export function signAct(act: Act, privateKey: KeyObject): ActSignature {
  const signature = sign(null, bytesToSign(act), privateKey).toString('base64');
  return { key: publicKeyOf(privateKey), signature };
}

/** Ed25519 as Node has it. False for a key that is none, too. */
export const verifySignature: VerifySignature = (publicKey, signature, bytes) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') };
  try {
    return verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};
