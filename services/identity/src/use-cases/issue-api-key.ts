import type { AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { newId, timestamp, type Clock } from '@tradewind/kernel';
import { hashSecret, newSecret, type ApiKey, type ApiKeyKind, type ApiPlan } from '../domain/api-key.ts';
import type { ApiKeys, UsagePlans } from '../domain/api-key-ports.ts';
import { apiKeyRecord } from './api-key-record.ts';

export interface IssueApiKeyDeps {
  readonly keys: ApiKeys;
  readonly plans: UsagePlans;
  readonly clock: Clock;
}

export interface IssueApiKey {
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly plan: ApiPlan;
  /** Of service tokens. */
  readonly expiresInSeconds: number;
  readonly origin: AdminOrigin;
}

/**
 * Issues a key; its secret is in this answer and nowhere else. The plan knows the key before the table does, so a
 * failure in between leaves a key that nobody can use.
 */
export const issueApiKey =
  ({ keys, plans, clock }: IssueApiKeyDeps) =>
  async ({ name, kind, plan, expiresInSeconds, origin }: IssueApiKey): Promise<{ key: ApiKey; secret: string }> => {
    const id = newId('key');
    const secret = newSecret(kind);
    const secretHash = hashSecret(secret);
    const gatewayKeyId = await plans.addKey(plan, id, secretHash);
    const expiresAt = new Date(clock.now().getTime() + expiresInSeconds * 1000).toISOString();
    const key: ApiKey = {
      id,
      name,
      kind,
      plan,
      secretHash,
      gatewayKeyId,
      createdBy: origin.actor,
      createdAt: timestamp(clock),
      ...(kind === 'service-token' ? { expiresAt } : {}),
    };
    await keys.save(key, apiKeyRecord({ after: key }, origin, clock));
    return { key, secret };
  };
