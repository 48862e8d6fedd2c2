import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Attested } from './claims.ts';

/** The file of revocations does not say what is revoked, so that no token can be trusted. */
export class UnusableRevocations extends Error {
  override readonly name = 'UnusableRevocations';
}

/**
 * Which tokens are no longer good: a file of lines `{"revoked":"<id>","at":<seconds>}`, only ever appended to, by
 * `vote-record token revoke` while servers read it. An id is a token's own (`jti`), or a person's: then everything is
 * revoked that was issued to them up to that second.
 */
export class Revocations {
  readonly #file: string;
  #read = { size: 0, changed: 0, revoked: new Map<string, number>() };

  /** @throws {@link UnusableRevocations} */
  constructor(file: string) {
    this.#file = file;
    this.#current();
  }

  /** Durable when it returns. */
  revoke(id: string): void {
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    const line = JSON.stringify({ revoked: id, at: Math.floor(Date.now() / 1000) });
    appendFileSync(this.#file, `${line}\n`, { mode: 0o600, flush: true });
  }

  /** @throws {@link UnusableRevocations} */
  has({ jti, subject, iat }: Attested): boolean {
    const revoked = this.#current();
    return (jti !== undefined && revoked.has(jti)) || iat <= (revoked.get(subject.official) ?? -1);
  }

  /** The file is looked at each time, and read when it has changed. */
  #current(): ReadonlyMap<string, number> {
    const file = statSync(this.#file, { throwIfNoEntry: false });
    const [size, changed] = [file?.size ?? 0, file?.mtimeMs ?? 0];
    if (size !== this.#read.size || changed !== this.#read.changed) {
      const text = size === 0 ? '' : readFileSync(this.#file, 'utf8');
      this.#read = { size, changed, revoked: this.#parse(text) };
    }
    return this.#read.revoked;
  }

  #parse(text: string): Map<string, number> {
    const revoked = new Map<string, number>();
    // What follows the last line end is still being written, and read when the file has grown by it.
    for (const [i, line] of text.split('\n').slice(0, -1).entries()) {
      const entry = parsed(line);
      if (!entry) throw new UnusableRevocations(`${this.#file}:${i + 1}: this line names nothing that is revoked.`);
      revoked.set(entry.revoked, Math.max(entry.at, revoked.get(entry.revoked) ?? 0));
    }
    return revoked;
  }
}

function parsed(line: string): { readonly revoked: string; readonly at: number } | undefined {
  try {
    const { revoked, at } = JSON.parse(line);
    return typeof revoked === 'string' && Number.isSafeInteger(at) ? { revoked, at } : undefined;
  } catch {
    return undefined;
  }
}
