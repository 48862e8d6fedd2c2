import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The key's file does not hold what it must, or is open to others. */
export class UnusableKey extends Error {
  override readonly name = 'UnusableKey';
}

/**
 * A new Ed25519 key in a file (PKCS #8, PEM) that only its owner may read. False when there is such a file already: it is
 * written aside and linked into place, so that of two processes that start at once one wins, and both find a whole file.
 */
export function makePrivateKey(file: string): boolean {
  const aside = join(dirname(file), `.${randomUUID()}`);
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(aside, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(aside);
  }
}

/** @throws {@link UnusableKey} when others may read it, or it is no Ed25519 key */
export function readPrivateKey(file: string): KeyObject {
  const pem = readFileSync(file, 'utf8');
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new UnusableKey(`${file} can be read by others: chmod 600 it, or have another key made in its place.`);
  }
  const key = parsed(pem);
  if (key?.asymmetricKeyType !== 'ed25519') throw new UnusableKey(`${file} holds no Ed25519 key.`);
  return key;
}

function parsed(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined; // told without the file's content
  }
}
