import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The Ed25519 pair that tokens are signed and checked with. */
export interface IssuerKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The key's file does not hold what it must, or is open to others. */
export class UnusableKey extends Error {
  override readonly name = 'UnusableKey';
}

/**
 * The key of this data folder, made when there is none yet: `keys/issuer.pem` (PKCS #8), which only its owner may read.
 * @throws {@link UnusableKey}
 */
export function issuerKey(data: string): IssuerKey {
  const folder = join(data, 'keys');
  const file = join(folder, 'issuer.pem');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const pem = readIfThere(file) ?? make(folder, file);
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new UnusableKey(`${file} can be read by others: chmod 600 it, or remove it and have all tokens issued anew.`);
  }
  const privateKey = parse(pem, file);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** Written aside and linked into place: of two processes that start at once, both end up with the first one's key. */
function make(folder: string, file: string): string {
  const aside = join(folder, `.${randomUUID()}`);
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(aside, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
  return readFileSync(file, 'utf8');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(pem: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // told below, without the file's content
  }
  throw new UnusableKey(`${file} holds no Ed25519 key.`);
}
