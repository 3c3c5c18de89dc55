import type { Clock } from '@tradewind/kernel';
import { hasExpired, hashSecret, secretIn, type ApiKey } from '../domain/api-key.ts';
import type { ApiKeys } from '../domain/api-key-ports.ts';

export interface AuthorizePartnerDeps {
  readonly keys: Pick<ApiKeys, 'findBySecretHash'>;
  readonly clock: Clock;
}

/** The key behind an `Authorization` header; undefined for one that is malformed, unknown, withdrawn or expired. */
export const authorizePartner =
  ({ keys, clock }: AuthorizePartnerDeps) =>
  async (authorization: string | undefined): Promise<ApiKey | undefined> => {
    const secret = secretIn(authorization);
    if (secret === undefined) return undefined;
    const key = await keys.findBySecretHash(hashSecret(secret));
    return key === undefined || hasExpired(key, clock.now()) ? undefined : key;
  };
