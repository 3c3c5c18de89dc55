import { describe, expect, it } from '@jest/globals';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import * as shop from './support/shopping.ts';

const RESUME_DEADLINE_MS = 200_000;

describe('a payment slower than the saga’s patience', () => {
  it(
    'is answered 202, and the schedule finishes the order by itself',
    async () => {
      const cart = await shop.createCart();
      for (const { id } of await shop.sellableVariants(1)) await shop.addItem(cart, id);
      const options = { email: `slow-${randomUUID()}@example.com`, paymentMethod: 'pm_sandbox_slow' };

      const { status, data: pending } = await shop.checkout(cart, options);
      expect([status, pending.status]).toEqual([202, 'pending']);

      await eventually(
        async () => {
          expect((await shop.getOrder(pending.id, cart.credentials)).status).toBe('confirmed');
        },
        { timeoutMs: RESUME_DEADLINE_MS },
      );
    },
    RESUME_DEADLINE_MS + 60_000,
  );
});
