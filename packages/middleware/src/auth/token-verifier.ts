/** The claims of an access token that identify its bearer. */
export interface TokenClaims {
  /** `usr_…` */
  readonly userId: string;
  readonly groups: readonly string[];
}

/**
 * Verifies access tokens on routes where no authorizer stands in front. Throws `auth.invalid-token` (401) for any
 * token that is not good, `service.unavailable` (503) if the signing keys cannot be had.
 */
export interface TokenVerifier {
  verify(token: string): Promise<TokenClaims>;
}
