import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { KeyObject } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { Code, Official } from '../domain/fields.ts';
import { isRole, type Subject } from './role.ts';
import { TokenRefused } from './token-refused.ts';

/** How far the clocks of issuer and checker may be apart, in seconds. */
export const clockSkew = 30;

/** What a token says that is signed by whom it should be, for us, and good at this moment. */
export interface Attested {
  readonly subject: Subject;
  /** The token's own id, where it has one. */
  readonly jti?: string;
  /** When it was issued, and until when it is good: seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
}

/** Checks tokens of one issuer. */
export interface Issuer {
  /** @throws TokenRefused, IssuerUnreachable */
  attest(token: string): Promise<Attested>;
}

/** Whose tokens are taken. Which algorithms are is ours to say, never the token's. */
export interface Expected {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  /** Seconds from issue to expiry that a token may have at most. */
  readonly maximumLifetime: number;
}

/**
 * The claims of a token whose signature, issuer, audience and times are as they must be.
 * @throws {@link TokenRefused}; whatever looking up the key throws
 */
export async function checkedClaims(
  token: string,
  key: KeyObject | JWTVerifyGetKey,
  { issuer, audience, algorithms, maximumLifetime }: Expected,
): Promise<JWTPayload & Pick<Attested, 'iat' | 'exp'>> {
  const options = {
    algorithms: [...algorithms],
    issuer,
    audience,
    requiredClaims: ['exp'],
    clockTolerance: clockSkew,
    maxTokenAge: maximumLifetime,
  };
  // One overload is for keys, the other for looking them up.
  const { payload } = await (
    typeof key === 'function' ? jwtVerify(token, key, options) : jwtVerify(token, key, options)
  ).catch((error: unknown) => {
    throw refused(error);
  });
  const { iat, exp } = payload as { iat: number; exp: number };
  if (exp - iat > maximumLifetime) throw tooLongLived();
  return { ...payload, iat, exp };
}

function refused(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return error.claim === 'iat' ? tooLongLived() : new TokenRefused('TOKEN_EXPIRED', 'The token has expired.');
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.reason === 'check_failed') {
    if (error.claim === 'nbf' || error.claim === 'iat')
      return new TokenRefused('TOKEN_NOT_YET_VALID', 'The token is not valid yet.');
  }
  if (!(error instanceof errors.JOSEError)) return error;
  return new TokenRefused('TOKEN_INVALID', 'The token was not issued for this record by whom it should be.');
}

function tooLongLived(): TokenRefused {
  return new TokenRefused('TOKEN_TOO_LONG_LIVED', 'The token is good for longer than tokens may be.');
}

const official = Compile(Official);
const code = Compile(Code);

export function isOfficial(id: unknown): id is string {
  return official.Check(id);
}

export function isCode(area: unknown): area is string {
  return code.Check(area);
}

/**
 * A person as the record knows one.
 * @throws {@link TokenRefused} for an id, a role, an area or an election that no event could carry
 */
export function subjectFrom(claims: { readonly [K in keyof Required<Subject>]: unknown }): Subject {
  const { official: id, role, area, election } = claims;
  if (!isOfficial(id) || !isRole(role) || !isCodeIfAny(area) || !isCodeIfAny(election)) {
    throw new TokenRefused('TOKEN_INVALID', 'The token names no official, or no role of this record.');
  }
  return {
    official: id,
    role,
    ...(area === undefined ? {} : { area }),
    ...(election === undefined ? {} : { election }),
  };
}

function isCodeIfAny(value: unknown): value is string | undefined {
  return value === undefined || isCode(value);
}
