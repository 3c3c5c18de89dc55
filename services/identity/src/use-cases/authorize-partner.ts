import type { Clock } from '@tradewind/kernel';
import { grantsOf, hasExpired, hashSecret, secretIn, type ApiKey, type GrantStatement } from '../domain/api-key.ts';
import type { ApiKeys } from '../domain/api-key-ports.ts';

export interface AuthorizePartnerDeps {
  readonly keys: Pick<ApiKeys, 'findBySecretHash'>;
  readonly clock: Clock;
}

export interface AuthorizePartner {
  readonly authorization: string | undefined;
  /** The API's stage that is asked for. */
  readonly stageArn: string;
}

export interface AuthorizedPartner {
  readonly key: ApiKey;
  readonly grants: readonly GrantStatement[];
}

/**
 * The key behind an `Authorization` header and what its plan lets it do; undefined for a header that is malformed, and
 * for a key that is unknown, withdrawn or expired.
 */
export const authorizePartner =
  ({ keys, clock }: AuthorizePartnerDeps) =>
  async ({ authorization, stageArn }: AuthorizePartner): Promise<AuthorizedPartner | undefined> => {
    const secret = secretIn(authorization);
    if (secret === undefined) return undefined;
    const key = await keys.findBySecretHash(hashSecret(secret));
    if (key === undefined || hasExpired(key, clock.now())) return undefined;
    return { key, grants: grantsOf(key.plan, stageArn) };
  };
