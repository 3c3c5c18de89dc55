import { describe, expect, it } from '@jest/globals';
import { grantsOf, hasExpired, hashSecret, newSecret, secretIn } from './api-key.ts';

const STAGE = 'arn:aws:execute-api:us-east-1:000000000000:api/dev';

describe('secrets', () => {
  it('say what they are and are never the same', () => {
    expect(newSecret('api-key')).toMatch(/^twk_[\w-]{43}$/);
    expect(newSecret('service-token')).toMatch(/^tws_[\w-]{43}$/);
    expect(newSecret('api-key')).not.toBe(newSecret('api-key'));
  });

  it.each([
    ['ApiKey twk_one', 'twk_one'],
    ['apikey twk_one', 'twk_one'],
    ['Bearer tws_one', 'tws_one'],
    ['Bearer twk_one', 'twk_one'],
    ['Bearer eyJhbGciOi.e30.sig', undefined],
    ['Basic twk_one', undefined],
    ['twk_one', undefined],
    ['ApiKey twk_one tws_two', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('in %s: %s', (authorization, expected) => {
    expect(secretIn(authorization)).toBe(expected);
  });

  it('are hashed by SHA-256, which a gateway takes for a key: at most 128 characters', () => {
    expect(hashSecret('twk_one')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a service token', () => {
  it('ends at its instant; an API key never does', () => {
    const expiresAt = '2026-01-31T09:30:00.000Z';
    expect(hasExpired({ expiresAt }, new Date('2026-01-31T09:29:59.999Z'))).toBe(false);
    expect(hasExpired({ expiresAt }, new Date(expiresAt))).toBe(true);
    expect(hasExpired({}, new Date('2999-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('grantsOf', () => {
  it('keeps the free plan to reading products', () => {
    expect(grantsOf('free', STAGE)).toEqual([
      {
        Effect: 'Allow',
        Action: 'execute-api:Invoke',
        Resource: [`${STAGE}/GET/partner/v1/products`, `${STAGE}/GET/partner/v1/products/*`],
      },
    ]);
  });

  it('lets nobody but our own services renew cached answers', () => {
    const actions = (plan: 'partner' | 'internal') => grantsOf(plan, STAGE).map(({ Action }) => Action);
    expect(actions('partner')).toEqual(['execute-api:Invoke']);
    expect(actions('internal')).toEqual(['execute-api:Invoke', 'execute-api:InvalidateCache']);
  });
});
