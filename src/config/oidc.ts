import { IsNotEmpty, IsString, Matches } from 'class-validator';

const url = /^(https:\/\/[^\s/]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)(\/\S*)?$/;

/** The OpenID provider whose tokens are taken; without one the data folder's own key signs them. */
export class OidcConfig {
  /** As its tokens name it. `OIDC_ISSUER`. */
  @Matches(url, { message: 'must be an https URL' })
  readonly issuer!: string;

  /** Whom its tokens must be for. `OIDC_AUDIENCE`, default `vote-record-api`. */
  @IsString()
  @IsNotEmpty()
  readonly audience!: string;

  /** Where its public keys are. `OIDC_JWKS_URI`. */
  @Matches(url, { message: 'must be an https URL' })
  readonly jwksUri!: string;

  /** Claims that say who, in what role, and for which area: names, or JSON pointers. `OIDC_SUBJECT_CLAIM`, default `sub`. */
  @IsNotEmpty()
  readonly subjectClaim!: string;

  /** `OIDC_ROLE_CLAIM`, default `role`. */
  @IsNotEmpty()
  readonly roleClaim!: string;

  /** `OIDC_AREA_CLAIM`, default `area`. */
  @IsNotEmpty()
  readonly areaClaim!: string;

  /** And for which election, where it is for one alone. `OIDC_ELECTION_CLAIM`, default `election`. */
  @IsNotEmpty()
  readonly electionClaim!: string;
}

export const oidcVariables: Readonly<Record<keyof OidcConfig, string>> = {
  issuer: 'OIDC_ISSUER',
  audience: 'OIDC_AUDIENCE',
  jwksUri: 'OIDC_JWKS_URI',
  subjectClaim: 'OIDC_SUBJECT_CLAIM',
  roleClaim: 'OIDC_ROLE_CLAIM',
  areaClaim: 'OIDC_AREA_CLAIM',
  electionClaim: 'OIDC_ELECTION_CLAIM',
};

/** `null` when no variable of a provider is set. */
export function readOidc(environment: NodeJS.ProcessEnv): OidcConfig | null {
  if (Object.values(oidcVariables).every((variable) => !environment[variable])) return null;
  const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URI } = environment;
  const { OIDC_SUBJECT_CLAIM, OIDC_ROLE_CLAIM, OIDC_AREA_CLAIM, OIDC_ELECTION_CLAIM } = environment;
  return Object.freeze(
    Object.assign(new OidcConfig(), {
      issuer: OIDC_ISSUER ?? '',
      audience: OIDC_AUDIENCE || 'vote-record-api',
      jwksUri: OIDC_JWKS_URI ?? '',
      subjectClaim: OIDC_SUBJECT_CLAIM || 'sub',
      roleClaim: OIDC_ROLE_CLAIM || 'role',
      areaClaim: OIDC_AREA_CLAIM || 'area',
      electionClaim: OIDC_ELECTION_CLAIM || 'election',
    }),
  );
}
