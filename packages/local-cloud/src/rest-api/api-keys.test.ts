import { describe, expect, it } from '@jest/globals';
import { openStore, type Store } from '../store.ts';
import { ApiKeys } from './api-keys.ts';
import { apiOf } from './rest-api.test-support.ts';
import type { UsagePlanModel } from './rest-api-model.ts';

const PLAN: UsagePlanModel = {
  id: 'plan',
  name: 'free',
  throttle: { ratePerSecond: 1, burst: 2 },
  quota: { limit: 3, period: 'MONTH' },
};
const VALUE = 'a-value-of-at-least-twenty';

function keysOver(store: Store, plan: UsagePlanModel = PLAN, start = '2026-01-31T23:59:00.000Z') {
  let now = Date.parse(start);
  const keys = new ApiKeys(store, { now: () => new Date(now) });
  keys.replaceApis([apiOf({ usagePlans: [plan] })]);
  return {
    keys,
    advance: (seconds: number) => void (now += seconds * 1000),
    admit(value: string | undefined): string {
      try {
        keys.admit(value);
        return 'admitted';
      } catch (error) {
        return error instanceof Error && 'type' in error ? String(error.type) : String(error);
      }
    },
  };
}

function joined(plan?: UsagePlanModel) {
  const store = openStore();
  const world = keysOver(store, plan);
  const key = world.keys.create('one', VALUE, true);
  world.keys.join('plan', key.id);
  return { ...world, store, key };
}

describe('API keys', () => {
  it('pass at the rate of their plan; what is throttled uses up no quota', () => {
    const { admit, advance } = joined();
    expect([1, 2, 3, 4].map(() => admit(VALUE))).toEqual(['admitted', 'admitted', 'THROTTLED', 'THROTTLED']);
    advance(1);
    expect(admit(VALUE)).toBe('admitted');
    advance(10);
    expect(admit(VALUE)).toBe('QUOTA_EXCEEDED');
  });

  it('begin a new quota with the next month', () => {
    const { admit, advance } = joined({ ...PLAN, throttle: undefined });
    expect([1, 2, 3, 4].map(() => admit(VALUE))).toEqual(['admitted', 'admitted', 'admitted', 'QUOTA_EXCEEDED']);
    advance(60);
    expect(admit(VALUE)).toBe('admitted');
  });

  it('keep what they used over a restart', () => {
    const { admit, store } = joined({ ...PLAN, throttle: undefined });
    for (const _ of [1, 2, 3]) admit(VALUE);
    expect(keysOver(store).admit(VALUE)).toBe('QUOTA_EXCEEDED');
  });

  it('are refused when unknown, missing, disabled, in no plan or removed', () => {
    const { admit, keys, key } = joined();
    keys.create('two', 'another-value-of-twenty', true);
    keys.join('plan', keys.create('three', 'a-disabled-value-of-twenty', false).id);
    const refused = [undefined, 'unknown', 'another-value-of-twenty', 'a-disabled-value-of-twenty'];
    expect(refused.map(admit)).toEqual(refused.map(() => 'INVALID_API_KEY'));
    expect([keys.remove(key.id), keys.remove(key.id)]).toEqual([true, false]);
    expect(admit(VALUE)).toBe('INVALID_API_KEY');
  });

  it('have a value of their own', () => {
    expect(() => joined().keys.create('again', VALUE, true)).toThrow('API Key already exists');
  });
});
