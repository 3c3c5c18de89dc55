import { JwtRsaVerifier } from 'aws-jwt-verify';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { assertIsJwks, type Jwks } from 'aws-jwt-verify/jwk';
import { safeJsonParse } from 'aws-jwt-verify/safe-json-parse';
import type { Claims } from './request-event.ts';

export interface TokenAuthorizerOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Fetches the issuer's keys. Asked for again only when a token names an unknown one. */
  readonly fetchJwks: () => Promise<object>;
}

export type Authorization =
  | { readonly claims: Claims }
  /** The value of the answer's `www-authenticate`. */
  | { readonly challenge: string };

/** An unknown key is looked up this often at most, so that forged tokens cannot make us ask for keys all the time. */
const JWKS_COOLDOWN_MS = 10_000;

/** The JWT authorizer of the HTTP API. */
export class TokenAuthorizer {
  readonly #options: TokenAuthorizerOptions;
  readonly #verifier;
  #jwks: Promise<Jwks> | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;

  constructor(options: TokenAuthorizerOptions) {
    this.#options = options;
    this.#verifier = JwtRsaVerifier.create({
      issuer: options.issuer,
      audience: null,
      jwksUri: `${options.issuer}/.well-known/jwks.json`,
    });
  }

  /** Checks signature (RS256), issuer, audience or client, expiry and that it is an access token. Never rejects. */
  async authorize(authorizationHeader: string | undefined): Promise<Authorization> {
    const token = authorizationHeader?.replace(/^Bearer\s+/i, '').trim();
    if (token === undefined || token === '') return { challenge: 'Bearer' };
    try {
      const { header } = decomposeUnverifiedJwt(token);
      if (header.alg !== 'RS256') throw new Error('signing method is invalid');
      this.#verifier.cacheJwks(await this.#jwksWith(header.kid));
      const claims: Readonly<Record<string, unknown>> = this.#verifier.verifySync(token);
      this.#checkClient(claims);
      return { claims: textClaims(claims) };
    } catch (error) {
      const message = error instanceof Error ? error.message : 'invalid token';
      // A message may quote the token, which decodes to anything; a header may not hold anything.
      const reason = message.replaceAll(/[^\x20-\x7e]|["\\]/g, "'");
      return { challenge: `Bearer scope="" error="invalid_token" error_description="${reason}"` };
    }
  }

  #checkClient(claims: Readonly<Record<string, unknown>>): void {
    const client = claims['client_id'] ?? claims['aud'];
    const clients: readonly unknown[] = Array.isArray(client) ? client : [client];
    if (!clients.includes(this.#options.clientId)) throw new Error('invalid audience');
    if (claims['token_use'] !== 'access') throw new Error('the token is no access token');
  }

  async #jwksWith(keyId: string | undefined): Promise<Jwks> {
    const known = await this.#jwks?.catch(() => undefined);
    if (known?.keys.some(({ kid }) => kid === keyId) === true) return known;
    if (known !== undefined && performance.now() - this.#fetchedAt < JWKS_COOLDOWN_MS) return known;
    this.#fetchedAt = performance.now();
    this.#jwks = this.#options.fetchJwks().then((answer) => {
      const jwks = safeJsonParse(JSON.stringify(answer));
      assertIsJwks(jwks);
      return jwks;
    });
    return this.#jwks;
  }
}

/** Every claim becomes text, lists as `[admin shopper]`: that is how API Gateway hands them on. */
export function textClaims(claims: Readonly<Record<string, unknown>>): Claims {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)]));
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
