import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { publicKeyOf } from '../../src/access/act-signature.ts';

const keys = new Map<string, KeyObject>();

/** Somebody's own key, made when first asked for. */
export function keyFor(official: string): KeyObject {
  const key = keys.get(official) ?? generateKeyPairSync('ed25519').privateKey;
  keys.set(official, key);
  return key;
}

/** Its public half, as a commission enrols it. */
export function publicKeyFor(official: string): string {
  return publicKeyOf(keyFor(official));
}
