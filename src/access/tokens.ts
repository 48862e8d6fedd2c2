import { errors, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { Compile } from 'typebox/compile';
import { Code, Official } from '../domain/fields.ts';
import type { IssuerKey } from './issuer-key.ts';
import { isRole, type Subject } from './role.ts';

const issuer = 'vote-record';
const audience = 'vote-record-api';
const algorithm = 'EdDSA';
/** How far the clocks of issuer and checker may be apart, in seconds. */
const clockSkew = 30;

/** Why a token was not accepted. */
export type TokenFault = 'TOKEN_MISSING' | 'TOKEN_EXPIRED' | 'TOKEN_INVALID';

export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  constructor(
    readonly code: TokenFault,
    message: string,
  ) {
    super(message);
  }
}

const official = Compile(Official);
const code = Compile(Code);

/** Issues and checks bearer tokens: JWTs signed with the data folder's own Ed25519 key, and with nothing else. */
export class Tokens {
  readonly #key: IssuerKey;
  /** Tokens whose signature was checked: what is left to check of them is the time. */
  readonly #verified = new LRUCache<string, { readonly subject: Subject; readonly exp: number }>({ max: 1_000 });

  constructor(key: IssuerKey) {
    this.#key = key;
  }

  /**
   * A token for somebody, good for `ttl` seconds from now.
   * @throws RangeError for an official id or an area code that no event could carry
   */
  async issue(subject: Subject & { readonly ttl: number }): Promise<string> {
    if (!official.Check(subject.official)) throw new RangeError(`"${subject.official}" is no official id.`);
    if (subject.area !== undefined && !code.Check(subject.area)) throw new RangeError(`"${subject.area}" is no code.`);
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ role: subject.role, ...(subject.area === undefined ? {} : { area: subject.area }) })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject.official)
      .setIssuedAt(now)
      .setExpirationTime(now + subject.ttl)
      .sign(this.#key.privateKey);
  }

  /**
   * Whom a token speaks for.
   * @throws {@link TokenRefused}
   */
  async verify(token: string): Promise<Subject> {
    const known = this.#verified.get(token);
    if (known && known.exp + clockSkew > Date.now() / 1000) return known.subject;
    const { sub, role, area, exp } = await this.#claims(token);
    if (!official.Check(sub) || !isRole(role) || (area !== undefined && !code.Check(area))) {
      throw new TokenRefused('TOKEN_INVALID', 'The token names no official, or no role of this record.');
    }
    const subject = { official: sub, role, ...(area === undefined ? {} : { area }) };
    this.#verified.set(token, { subject, exp: exp! });
    return subject;
  }

  async #claims(token: string) {
    try {
      const { payload } = await jwtVerify(token, this.#key.publicKey, {
        algorithms: [algorithm],
        issuer,
        audience,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: clockSkew,
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenRefused('TOKEN_EXPIRED', 'The token has expired.');
      if (error instanceof errors.JOSEError) {
        throw new TokenRefused('TOKEN_INVALID', 'The token was not issued by this record, or not for it.');
      }
      throw error;
    }
  }
}
