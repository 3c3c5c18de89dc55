import { describe, expect, it } from '@jest/globals';
import { inMemoryApiKeys } from '../adapters/in-memory-api-keys.ts';
import { origin } from '../test-support/world.ts';
import { issueApiKey } from './issue-api-key.ts';
import { withdrawApiKey } from './withdraw-api-key.ts';

const clock = { now: () => new Date('2026-01-31T09:30:00.000Z') };
const plans = { addKey: async () => 'gateway-key', removeKey: async () => undefined };

describe('an API key', () => {
  it('goes on record when it is issued and when it is withdrawn, without its name and its secret', async () => {
    const keys = inMemoryApiKeys();
    const command = { name: 'Key of Ada', kind: 'api-key', plan: 'partner', expiresInSeconds: 60, origin } as const;
    const { key, secret } = await issueApiKey({ keys, plans, clock })(command);
    await withdrawApiKey({ keys, plans, clock })(key.id, origin);
    const of = { kind: 'change', actor: origin.actor, target: { type: 'api-key', id: key.id }, requestId: 'req-1' };
    const facts = { kind: 'api-key', plan: 'partner' };
    expect(keys.published.map(({ detail }) => detail.data)).toEqual([
      { ...of, action: 'identity.api-key-issued', before: null, after: facts },
      { ...of, action: 'identity.api-key-withdrawn', before: facts, after: null },
    ]);
    for (const text of ['Ada', secret, key.secretHash]) expect(JSON.stringify(keys.published)).not.toContain(text);
  });

  it('leaves no record when there is none to withdraw', async () => {
    const keys = inMemoryApiKeys();
    await expect(withdrawApiKey({ keys, plans, clock })('key_unknown', origin)).rejects.toMatchObject({
      code: 'identity.api-key-not-found',
    });
    expect(keys.published).toEqual([]);
  });
});
