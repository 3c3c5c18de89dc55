import { describe, expect, it } from '@jest/globals';
import { inMemoryApiKeys } from '../adapters/in-memory-api-keys.ts';
import type { ApiKeyKind } from '../domain/api-key.ts';
import type { UsagePlans } from '../domain/api-key-ports.ts';
import { origin } from '../test-support/world.ts';
import { authorizePartner } from './authorize-partner.ts';
import { issueApiKey } from './issue-api-key.ts';
import { withdrawApiKey } from './withdraw-api-key.ts';

function world() {
  let now = Date.parse('2026-01-31T09:30:00.000Z');
  const clock = { now: () => new Date(now) };
  const inPlans = new Map<string, string>();
  const plans: UsagePlans = {
    addKey: async (plan, name, value) => {
      inPlans.set(name, `${plan} ${value}`);
      return name;
    },
    removeKey: async (id) => void inPlans.delete(id),
  };
  const deps = { keys: inMemoryApiKeys(), plans, clock };
  const issue = (kind: ApiKeyKind = 'api-key') =>
    issueApiKey(deps)({ name: 'Northern', kind, plan: 'partner', expiresInSeconds: 60, origin });
  return {
    issue,
    inPlans,
    withdraw: (keyId: string) => withdrawApiKey(deps)(keyId, origin),
    authorize: async (authorization: string | undefined) =>
      (await authorizePartner(deps)({ authorization, stageArn: 'arn:api/dev' }))?.key,
    advance: (seconds: number) => void (now += seconds * 1000),
  };
}

describe('an API key', () => {
  it('opens the API, and stands in its plan under the hash of its secret', async () => {
    const { issue, authorize, inPlans } = world();
    const { key, secret } = await issue();
    expect(await authorize(`ApiKey ${secret}`)).toEqual(key);
    expect([...inPlans]).toEqual([[key.id, `partner ${key.secretHash}`]]);
    expect(JSON.stringify(key)).not.toContain(secret.slice(4));
  });

  it('opens nothing once it is withdrawn, and cannot be withdrawn twice', async () => {
    const { issue, authorize, withdraw, inPlans } = world();
    const { key, secret } = await issue();
    await withdraw(key.id);
    expect([await authorize(`ApiKey ${secret}`), inPlans.size]).toEqual([undefined, 0]);
    await expect(withdraw(key.id)).rejects.toMatchObject({ code: 'identity.api-key-not-found' });
  });

  it('does not end, while a service token does', async () => {
    const { issue, authorize, advance } = world();
    const [key, token] = [await issue(), await issue('service-token')];
    expect(await authorize(`Bearer ${token.secret}`)).toEqual(token.key);
    advance(60);
    expect(await authorize(`Bearer ${token.secret}`)).toBeUndefined();
    expect(await authorize(`ApiKey ${key.secret}`)).toEqual(key.key);
  });

  it.each([undefined, '', 'ApiKey twk_guessed', 'Bearer eyJhbGciOi.e30.sig'])('is not %s', async (authorization) => {
    const { issue, authorize } = world();
    await issue();
    expect(await authorize(authorization)).toBeUndefined();
  });
});
