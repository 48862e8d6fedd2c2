import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { type Attested, checkedClaims, type Expected, type Issuer, subjectFrom } from './claims.ts';
import { isRole } from './role.ts';
import { IssuerUnreachable, TokenRefused } from './token-refused.ts';

/** An OpenID provider, and where its tokens say what we want to know. */
export interface OidcSettings {
  /** As the claim `iss` says it. */
  readonly issuer: string;
  readonly audience: string;
  /** URL of its public keys. */
  readonly jwksUri: string;
  /** Claims, by name, or by JSON pointer where the place begins with a slash: `/realm_access/roles`. */
  readonly subjectClaim: string;
  readonly roleClaim: string;
  readonly areaClaim: string;
  readonly electionClaim: string;
}

/** What providers sign with, and all of it asymmetric: a public key is never taken for a secret. */
const algorithms = ['EdDSA', 'ES256', 'ES384', 'PS256', 'RS256'];

/**
 * Checks the tokens of an OpenID provider. Its keys are fetched when first needed and kept for ten minutes; a key that is
 * not among them has them fetched anew, twice a minute at most.
 */
export class OidcIssuer implements Issuer {
  readonly #settings: OidcSettings;
  readonly #expected: Expected;
  readonly #keys: JWTVerifyGetKey;

  /** @param maximumLifetime seconds */
  constructor(settings: OidcSettings, maximumLifetime: number) {
    this.#settings = settings;
    this.#expected = { issuer: settings.issuer, audience: settings.audience, algorithms, maximumLifetime };
    this.#keys = keysOf(new URL(settings.jwksUri));
  }

  async attest(token: string): Promise<Attested> {
    const { subjectClaim, roleClaim, areaClaim, electionClaim } = this.#settings;
    const claims = await checkedClaims(token, this.#keys, this.#expected);
    const subject = subjectFrom({
      official: at(claims, subjectClaim),
      role: onlyRole(at(claims, roleClaim)),
      area: at(claims, areaClaim),
      election: at(claims, electionClaim),
    });
    const { jti, iat, exp } = claims;
    return { subject, ...(jti === undefined ? {} : { jti }), iat, exp };
  }
}

/** A token with a key that the provider does not have is a bad token; a provider that cannot be asked is not its fault. */
function keysOf(url: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      throw new IssuerUnreachable('The keys of the identity provider cannot be had.', { cause: error });
    }
  };
}

/** The value at a place in the claims; `undefined` where there is none. */
function at(claims: JWTPayload, place: string): unknown {
  const names = place.startsWith('/') ? place.slice(1).split('/').map(unescaped) : [place];
  return names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    claims,
  );
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Providers list roles of all kinds: one of ours must be among them, and no second one. */
function onlyRole(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const ours = value.filter(isRole);
  if (ours.length > 1) throw new TokenRefused('TOKEN_INVALID', 'The token names several roles of this record.');
  return ours[0];
}
