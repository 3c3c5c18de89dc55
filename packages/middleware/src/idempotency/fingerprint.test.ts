import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@tradewind/kernel';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { fingerprintOf, scopeId, type Scope } from './fingerprint.ts';

const scope: Scope = {
  route: 'carts/create-cart',
  key: 'k1',
  caller: { role: 'shopper', userId: 'usr_1' },
  sourceIp: '192.0.2.1',
  fingerprint: 'f1',
};

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe('fingerprintOf', () => {
  const input = { path: { id: '1' }, query: undefined, body: { a: 1, b: [1, 2] } };

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        fc.pre(!JSON.stringify(body).includes('__proto__'));
        expect(fingerprintOf({ ...input, body: reversed(body) })).toBe(fingerprintOf({ ...input, body }));
      }),
    );
  });

  it('differs where the content differs', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (left, right) => {
        const same = fingerprintOf({ ...input, body: left }) === fingerprintOf({ ...input, body: right });
        expect(same).toBe(isDeepStrictEqual(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right))));
      }),
    );
    const [object, list] = [{ a: 1 }, [['a', 1]]].map((body) => fingerprintOf({ ...input, body }));
    expect(object).not.toBe(list);
  });

  it('tells path, query and body apart', () => {
    const value = { id: '1' };
    const prints = [
      fingerprintOf({ path: value, query: null, body: null }),
      fingerprintOf({ path: null, query: value, body: null }),
      fingerprintOf({ path: null, query: null, body: value }),
    ];
    expect(new Set(prints).size).toBe(3);
  });
});

describe('scopeId', () => {
  const guest = (cartToken?: string): Caller => ({ role: 'guest', ...(cartToken === undefined ? {} : { cartToken }) });

  it.each<[string, Partial<Scope>]>([
    ['another key', { key: 'k2' }],
    ['another route', { route: 'carts/add-cart-item' }],
    ['another shopper', { caller: { role: 'shopper', userId: 'usr_2' } }],
    ['a guest with a cart', { caller: guest('token-1') }],
    ['a guest without one', { caller: guest() }],
  ])('differs for %s', (_, other) => {
    expect(scopeId({ ...scope, ...other })).not.toBe(scopeId(scope));
  });

  it('of a known caller leaves content and address out, so that a reused key is seen', () => {
    expect(scopeId({ ...scope, fingerprint: 'f2', sourceIp: '198.51.100.7' })).toBe(scopeId(scope));
    const owner = { ...scope, caller: guest('token-1') };
    expect(scopeId({ ...owner, fingerprint: 'f2', sourceIp: '198.51.100.7' })).toBe(scopeId(owner));
  });

  it('of an anonymous guest never meets a stranger’s', () => {
    const anonymous = { ...scope, caller: guest() };
    expect(scopeId(anonymous)).toBe(scopeId({ ...anonymous }));
    expect(scopeId({ ...anonymous, sourceIp: '198.51.100.7' })).not.toBe(scopeId(anonymous));
    expect(scopeId({ ...anonymous, fingerprint: 'f2' })).not.toBe(scopeId(anonymous));
  });

  it('cannot be forged by putting separators into the key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (keyA, routeA, keyB, routeB) => {
        fc.pre(keyA !== keyB || routeA !== routeB);
        expect(scopeId({ ...scope, key: keyA, route: routeA })).not.toBe(
          scopeId({ ...scope, key: keyB, route: routeB }),
        );
      }),
    );
  });
});
