/** Why a token was not accepted. */
export type TokenFault =
  | 'TOKEN_MISSING'
  | 'TOKEN_INVALID'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_NOT_YET_VALID'
  | 'TOKEN_TOO_LONG_LIVED'
  | 'TOKEN_REVOKED';

export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  constructor(
    readonly code: TokenFault,
    message: string,
    /** Whom it was issued to, where that is certain. */
    readonly official?: string,
  ) {
    super(message);
  }
}

/** The keys of the identity provider cannot be had, so that nobody knows whether a token is good. */
export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}
