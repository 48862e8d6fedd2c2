import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { parsePolicy, type Policy } from '../verifier/formats/policy.ts';
import { parseVerifierKey, type VerifierKey } from '../verifier/formats/verifier-key.ts';

/** Reads an option that may come again: a published key, or a file of them, one a line. */
export function publishedKeys(text: string, before: readonly VerifierKey[] = []): VerifierKey[] {
  try {
    const keys = text.includes('+')
      ? [text]
      : readFileSync(text, 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '');
    return [...before, ...keys.map((key) => parseVerifierKey(key.trim()))];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** Reads an option that names a policy file. */
export function policyOf(file: string): Policy {
  try {
    return parsePolicy(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
