import { LRUCache } from 'lru-cache';
import { type Attested, clockSkew, type Issuer } from './claims.ts';
import type { Revocations } from './revocations.ts';
import type { Subject } from './role.ts';
import { TokenRefused } from './token-refused.ts';

/** Seconds after which a token's signature is checked again: its issuer may have given up the key since. */
const trusted = 300;

/** Says whom a bearer token speaks for. */
export class Tokens {
  readonly #issuer: Issuer;
  readonly #revocations: Revocations;
  /** Tokens whose signature was checked: what is left to check of them is the time, and whether they were revoked. */
  readonly #verified = new LRUCache<string, Attested & { readonly until: number }>({ max: 1_000 });

  constructor(issuer: Issuer, revocations: Revocations) {
    this.#issuer = issuer;
    this.#revocations = revocations;
  }

  /** True for a token whose signature needs no checking: whoever sends it is not guessing. */
  knows(token: string): boolean {
    return (this.#verified.get(token)?.until ?? 0) > Date.now() / 1000;
  }

  /**
   * Whom a token speaks for.
   * @throws {@link TokenRefused}; IssuerUnreachable
   */
  async verify(token: string): Promise<Subject> {
    const attested = this.knows(token) ? this.#verified.get(token)! : await this.#attest(token);
    const { subject } = attested;
    if (this.#revocations.has(attested)) {
      throw new TokenRefused('TOKEN_REVOKED', 'The token has been revoked.', subject.official);
    }
    return subject;
  }

  async #attest(token: string): Promise<Attested> {
    const attested = await this.#issuer.attest(token);
    const until = Math.min(attested.exp + clockSkew, Date.now() / 1000 + trusted);
    this.#verified.set(token, { ...attested, until });
    return attested;
  }
}
