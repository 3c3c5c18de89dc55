import { describe, expect, it } from '@jest/globals';
import type { Clock } from '@tradewind/kernel';
import { randomUUID } from 'node:crypto';
import type { HttpResult } from '../http/http-result.ts';
import { RETENTION_S, type IdempotencyStore, type Lease } from './idempotency-store.ts';

const RESULT: HttpResult = {
  statusCode: 201,
  headers: { etag: '"1"', 'content-type': 'application/json' },
  body: '{"id":1}',
};
const LEASE_MS = 5_000;

/** A clock that a test moves by hand. */
export function movableClock(): Clock & { advance(ms: number): void } {
  let time = Math.ceil(Date.now() / 1000) * 1000;
  return {
    now: () => new Date(time),
    advance(ms) {
      time += ms;
    },
  };
}

/** What every idempotency store must do; `open` gives one on the clock. */
export function idempotencyStoreSuite(open: (clock: Clock) => IdempotencyStore): void {
  function setUp() {
    const clock = movableClock();
    const store = open(clock);
    const id = randomUUID();
    const begin = (fingerprint = 'f1') =>
      store.begin({ id, fingerprint, leaseUntil: clock.now().getTime() + LEASE_MS });
    const begun = async (): Promise<Lease> => {
      const outcome = await begin();
      if (outcome.state !== 'begun') throw new Error(outcome.state);
      return outcome.lease;
    };
    return { clock, store, begin, begun };
  }

  describe('an idempotency store', () => {
    it('begins a new key once', async () => {
      const { begin } = setUp();
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => begin()));
      expect(outcomes.filter(({ state }) => state === 'begun')).toHaveLength(1);
      expect(outcomes.filter(({ state }) => state === 'in-progress')).toHaveLength(9);
    });

    it('answers a completed key with status, headers and body', async () => {
      const { store, begin, begun } = setUp();
      await store.complete(await begun(), RESULT);
      await expect(begin()).resolves.toEqual({ state: 'completed', result: RESULT });
    });

    it('keeps an empty body', async () => {
      const { store, begin, begun } = setUp();
      const empty = { statusCode: 204, headers: {}, body: '' };
      await store.complete(await begun(), empty);
      await expect(begin()).resolves.toEqual({ state: 'completed', result: empty });
    });

    it('refuses another request under the same key, running or done', async () => {
      const { store, begin, begun } = setUp();
      const lease = await begun();
      await expect(begin('f2')).resolves.toEqual({ state: 'key-reused' });
      await store.complete(lease, RESULT);
      await expect(begin('f2')).resolves.toEqual({ state: 'key-reused' });
    });

    it('forgets a released key', async () => {
      const { store, begin, begun } = setUp();
      await store.release(await begun());
      await expect(begin('f2')).resolves.toMatchObject({ state: 'begun' });
    });

    it('lets a retry take over when the lease of a crashed one is over, not before', async () => {
      const { clock, begin, begun } = setUp();
      await begun();
      clock.advance(LEASE_MS - 1);
      await expect(begin()).resolves.toEqual({ state: 'in-progress' });
      clock.advance(1);
      await expect(begin()).resolves.toMatchObject({ state: 'begun' });
    });

    it('names one operation for everybody who begins a key unfinished, another for every new key', async () => {
      const { clock, store, begin } = setUp();
      const operation = async () => {
        const outcome = await begin();
        if (outcome.state !== 'begun') throw new Error(outcome.state);
        return outcome;
      };
      const first = await operation();
      clock.advance(LEASE_MS);
      const heir = await operation();
      await store.suspend(heir.lease);
      const last = await operation();
      expect([heir, last].map(({ operationId }) => operationId)).toEqual([first.operationId, first.operationId]);
      expect(first.operationId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
      await store.release(last.lease);
      expect((await operation()).operationId).not.toBe(first.operationId);
    });

    it('lets nobody take over with another request', async () => {
      const { clock, store, begin, begun } = setUp();
      await store.suspend(await begun());
      await expect(begin('f2')).resolves.toEqual({ state: 'key-reused' });
      clock.advance(2 * LEASE_MS);
      await expect(begin('f2')).resolves.toEqual({ state: 'key-reused' });
    });

    it('lets one of many take over', async () => {
      const { store, begin, begun } = setUp();
      await store.suspend(await begun());
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => begin()));
      expect(outcomes.filter(({ state }) => state === 'begun')).toHaveLength(1);
    });

    it('ignores a straggler whose lease has passed on', async () => {
      const { clock, store, begin, begun } = setUp();
      const straggler = await begun();
      clock.advance(LEASE_MS);
      const heir = await begun();
      await store.complete(straggler, { ...RESULT, body: 'late' });
      await store.release(straggler);
      await store.suspend(straggler);
      await expect(begin()).resolves.toEqual({ state: 'in-progress' });
      await store.complete(heir, RESULT);
      await expect(begin()).resolves.toMatchObject({ state: 'completed', result: { body: RESULT.body } });
    });

    it('keeps an answer for 24 hours and then forgets it', async () => {
      const { clock, store, begin, begun } = setUp();
      await store.complete(await begun(), RESULT);
      clock.advance((RETENTION_S - 1) * 1000);
      await expect(begin()).resolves.toMatchObject({ state: 'completed' });
      clock.advance(1000);
      await expect(begin('f2')).resolves.toMatchObject({ state: 'begun' });
    });
  });
}
