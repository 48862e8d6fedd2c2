import { hash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';

/**
 * A piece of an answer with its digest. **The digest of a piece is the SHA-256, in lower-case hex, of the RFC 8785
 * canonical JSON (UTF-8) of what `content` returns.** That is the piece as answers give it, but a list of other pieces
 * stands there as the list of their digests: so after a small change little is hashed again, and whoever has the
 * answer can recompute its digest from the leaves up.
 */
export abstract class Digested {
  #digest: string | undefined;
  /** The piece whose content names this one's digest. */
  #whole: Digested | undefined;

  constructor(whole?: Digested) {
    this.#whole = whole;
    whole?.touch();
  }

  /** A JSON value. It may only change together with a call of {@link touch}. */
  abstract content(): unknown;

  get digest(): string {
    return (this.#digest ??= digestOf(this.content()));
  }

  /** To be called at each change. A whole is only ever digested after its parts: one without a digest stops the climb. */
  touch(): void {
    if (this.#digest === undefined) return;
    this.#digest = undefined;
    this.#whole?.touch();
  }
}

/** SHA-256, in lower-case hex, of a JSON value's canonical form. */
export function digestOf(content: unknown): string {
  return hash('sha256', canonical(content));
}
