import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { readIfThere } from '../durable-file.ts';
import { makeSigningKeys, parseSigningKeys, type SigningKeys, UnusableSigningKey } from './signing-key.ts';

/** Where the log's signing keys come from. */
export interface KeySource {
  /** Folder of the record. */
  readonly data: string;
  /** A file of keys; `undefined`: see `pem`. */
  readonly keyFile: string | undefined;
  /** The keys themselves; `undefined` with `keyFile`: keys in the folder of the record. */
  readonly pem: string | undefined;
  /** Where the signer remembers its last checkpoint; `undefined`: beside the key's file. */
  readonly stateFile: string | undefined;
  /** Keys in the folder of the record will not do. */
  readonly production: boolean;
}

export interface FoundKeys {
  readonly keys: SigningKeys;
  readonly stateFile: string;
  /** What is not as it should be with them. */
  readonly warning: string | undefined;
}

const beside =
  'the signing key lies beside the record: whoever can change the record can sign what they made of it. ' +
  'Set VOTE_RECORD_SIGNING_KEY_FILE to a file elsewhere';

/** @throws {@link UnusableSigningKey} */
export function findSigningKeys({ data, keyFile, pem, stateFile, production }: KeySource): FoundKeys {
  const folder = join(data, 'keys');
  if (pem !== undefined) {
    const keys = parseSigningKeys(pem, 'VOTE_RECORD_SIGNING_KEY');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { keys, stateFile: stateFile ?? join(folder, 'signing.last'), warning: undefined };
  }
  const file = keyFile ?? join(folder, 'signing.pem');
  const inside = keyFile === undefined || isInside(file, data);
  if (inside && production) throw new UnusableSigningKey(`In production, ${beside}.`);
  if (keyFile === undefined) makeIfAbsent(file);
  const text = readIfThere(file);
  if (text === undefined) {
    throw new UnusableSigningKey(`${file} does not exist: make it with "vote-record keys make --out ${file}"`);
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new UnusableSigningKey(`${file} can be read by others: chmod 600 it, and consider whether to rotate the key`);
  }
  const keys = parseSigningKeys(text, file);
  return { keys, stateFile: stateFile ?? `${file}.last`, warning: inside ? `${beside}.` : undefined };
}

/** Written aside and linked into place: of two processes that start at once, both end up with the first one's keys. */
function makeIfAbsent(file: string): void {
  if (readIfThere(file) !== undefined) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.${randomUUID()}`;
  writeFileSync(aside, makeSigningKeys(), { mode: 0o600, flush: true });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
}

function isInside(file: string, folder: string): boolean {
  return real(file).startsWith(real(folder) + sep);
}

/** Where a path leads once links are followed; a file that is not there yet lies where its folder does. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path
      ? path
      : join(real(dirname(path)), resolve(path).slice(dirname(resolve(path)).length));
  }
}
