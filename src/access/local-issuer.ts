import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Attested, checkedClaims, type Expected, isCode, isOfficial, type Issuer, subjectFrom } from './claims.ts';
import type { IssuerKey } from './issuer-key.ts';
import type { Subject } from './role.ts';
import { TokenRefused } from './token-refused.ts';

/** A token made here. */
export interface Issued {
  readonly token: string;
  /** What to revoke it by. */
  readonly jti: string;
  /** Until when it is good, ISO 8601 UTC. */
  readonly expires: string;
}

/** The issuer of one machine: JWTs signed with the data folder's own Ed25519 key, and checked against nothing else. */
export class LocalIssuer implements Issuer {
  readonly #key: IssuerKey;
  readonly #expected: Expected;

  /** @param maximumLifetime seconds */
  constructor(key: IssuerKey, maximumLifetime: number) {
    this.#key = key;
    const ours = { issuer: 'vote-record', audience: 'vote-record-api', algorithms: ['EdDSA'] };
    this.#expected = { ...ours, maximumLifetime };
  }

  /**
   * A token for somebody, good for `ttl` seconds from now.
   * @throws RangeError for an official id or a code that no event could carry, or a time too long
   */
  async issue(wish: Subject & { readonly ttl: number }): Promise<Issued> {
    const { issuer, audience, maximumLifetime } = this.#expected;
    const { official, role, area, election } = wish;
    if (!isOfficial(official)) throw new RangeError(`"${official}" is no official id.`);
    for (const code of [area, election]) {
      if (code !== undefined && !isCode(code)) throw new RangeError(`"${code}" is no code.`);
    }
    if (wish.ttl > maximumLifetime) throw new RangeError(`A token is good for ${maximumLifetime} seconds at most.`);
    const jti = randomUUID();
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({
      role,
      ...(area !== undefined && { area }),
      ...(election !== undefined && { election }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(official)
      .setJti(jti)
      .setIssuedAt(now)
      .setExpirationTime(now + wish.ttl)
      .sign(this.#key.privateKey);
    return { token, jti, expires: new Date((now + wish.ttl) * 1000).toISOString() };
  }

  async attest(token: string): Promise<Attested> {
    const claims = await checkedClaims(token, this.#key.publicKey, this.#expected);
    const { sub, role, area, election, jti, iat, exp } = claims;
    if (jti === undefined) throw new TokenRefused('TOKEN_INVALID', 'The token has no id to revoke it by.');
    return { subject: subjectFrom({ official: sub, role, area, election }), jti, iat, exp };
  }
}
