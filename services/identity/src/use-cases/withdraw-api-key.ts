import type { AdminOrigin } from '@tradewind/contracts/events/admin-action';
import type { Clock } from '@tradewind/kernel';
import { apiKeyNotFound } from '../domain/errors.ts';
import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeys, UsagePlans } from '../domain/api-key-ports.ts';
import { apiKeyRecord } from './api-key-record.ts';

export interface WithdrawApiKeyDeps {
  readonly keys: ApiKeys;
  readonly plans: UsagePlans;
  readonly clock: Clock;
}

/**
 * Withdraws a key: from its plan first, whose gateway refuses it from then on although the authorizer's answer may
 * still be cached. Throws `identity.api-key-not-found`.
 */
export const withdrawApiKey =
  ({ keys, plans, clock }: WithdrawApiKeyDeps) =>
  async (keyId: string, origin: AdminOrigin): Promise<ApiKey> => {
    const key = await keys.find(keyId);
    if (key === undefined) throw apiKeyNotFound();
    await plans.removeKey(key.gatewayKeyId);
    await keys.remove(key, apiKeyRecord({ before: key }, origin, clock));
    return key;
  };
