import type { Clock } from '@tradewind/kernel';
import { createHash, randomUUID } from 'node:crypto';

const CODE_LIFE_MS = 5 * 60 * 1000;

/** What a code was given out for; it is taken only with the same. */
export interface CodeGrant {
  readonly username: string;
  readonly redirectUri: string;
  /** Of PKCE (RFC 7636), by SHA-256. */
  readonly codeChallenge: string | undefined;
}

export interface CodeProof {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string | undefined;
}

/** Codes of the authorization code flow (RFC 6749, section 4.1): each for five minutes, and once. */
export class AuthorizationCodes {
  readonly #clock: Clock;
  readonly #grants = new Map<string, CodeGrant & { readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(grant: CodeGrant): string {
    const code = randomUUID();
    this.#grants.set(code, { ...grant, until: this.#clock.now().getTime() + CODE_LIFE_MS });
    return code;
  }

  /** The user for whom a code was given out; undefined for one that is wrong, used, expired, or somebody else's. */
  redeem({ code, redirectUri, codeVerifier }: CodeProof): string | undefined {
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    if (grant === undefined || grant.until <= this.#clock.now().getTime()) return undefined;
    if (grant.redirectUri !== redirectUri || !proves(codeVerifier, grant.codeChallenge)) return undefined;
    return grant.username;
  }
}

function proves(verifier: string | undefined, challenge: string | undefined): boolean {
  if (challenge === undefined) return verifier === undefined;
  return verifier !== undefined && createHash('sha256').update(verifier).digest('base64url') === challenge;
}
