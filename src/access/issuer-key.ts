import { createPublicKey, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateKey, readPrivateKey } from './private-key-file.ts';

/** The Ed25519 pair that tokens are signed and checked with. */
export interface IssuerKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * The key of this data folder, made when there is none yet: `keys/issuer.pem`, which only its owner may read.
 * @throws UnusableKey
 */
export function issuerKey(data: string): IssuerKey {
  const folder = join(data, 'keys');
  const file = join(folder, 'issuer.pem');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (!existsSync(file)) makePrivateKey(file);
  const privateKey = readPrivateKey(file);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
