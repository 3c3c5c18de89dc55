import { apiKeyNotFound } from '../domain/errors.ts';
import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeys, UsagePlans } from '../domain/api-key-ports.ts';

export interface WithdrawApiKeyDeps {
  readonly keys: ApiKeys;
  readonly plans: UsagePlans;
}

/**
 * Withdraws a key: from its plan first, whose gateway refuses it from then on although the authorizer's answer may
 * still be cached. Throws `identity.api-key-not-found`.
 */
export const withdrawApiKey =
  ({ keys, plans }: WithdrawApiKeyDeps) =>
  async (keyId: string): Promise<ApiKey> => {
    const key = await keys.find(keyId);
    if (key === undefined) throw apiKeyNotFound();
    await plans.removeKey(key.gatewayKeyId);
    await keys.remove(key);
    return key;
  };
