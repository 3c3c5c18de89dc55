import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { inMemoryBuyerDirectory } from '../adapters/in-memory-buyer-directory.ts';
import { inMemoryOrders } from '../adapters/in-memory-orders.ts';
import { ERASED_EMAIL } from '../domain/erasure.ts';
import { placeOrder, reject, settle, type Order } from '../domain/order.ts';
import { erasePerson } from './erase-person.ts';

const NOW = '2026-01-31T09:30:00.000Z';
const clock = { now: () => new Date(NOW) };
const trace = { requestId: 'req-1', correlationId: 'cor-1' };
const SECRETS = ['ada@example.com', 'Ada Byron', 'St James', 'SW1Y', 'pm_ada', 'London', 'Kent'];

function pendingOrder(userId: string) {
  return placeOrder({
    id: newId('ord'),
    buyer: { role: 'shopper', userId },
    request: {
      cartId: newId('crt'),
      email: 'ada@example.com',
      shippingAddress: {
        name: 'Ada Byron',
        line1: '12 St James Square',
        city: 'London',
        region: 'Kent',
        postalCode: 'SW1Y 4JH',
        country: 'GB',
      },
      paymentMethod: 'pm_ada',
    },
    trace,
    at: NOW,
    dueAt: NOW,
  });
}

async function shop(userId: string, settled: number, pending = 0) {
  const orders = inMemoryOrders();
  const directory = inMemoryBuyerDirectory();
  await directory.remember(userId, 'ada@example.com');
  const all: Order[] = [];
  for (let index = 0; index < settled + pending; index += 1) {
    const order = pendingOrder(userId);
    await orders.add(order);
    all.push(order);
    if (index >= settled) continue;
    const rejecting = reject(order, 'payments.declined', NOW, NOW);
    await orders.save(rejecting);
    await orders.save(settle(rejecting, NOW));
  }
  return { orders, directory, clock };
}

const answers = (deps: Awaited<ReturnType<typeof shop>>) => deps.orders.events.map(({ detail }) => detail.data);

describe('erasing a person from the orders', () => {
  it('leaves what was bought and the country, and nothing that tells who', async () => {
    const userId = newId('usr');
    const deps = await shop(userId, 60);
    await erasePerson(deps, { userId, trace });
    const stored = JSON.stringify(deps.orders.all());
    for (const secret of [...SECRETS, userId]) expect(stored).not.toContain(secret);
    for (const order of deps.orders.all()) {
      expect(order.request).toMatchObject({ email: ERASED_EMAIL, shippingAddress: { country: 'GB' } });
      expect(order.status).toBe('rejected');
    }
    expect(await deps.directory.emailOf(userId)).toBeUndefined();
    expect(answers(deps)).toEqual([expect.objectContaining({ userId, erased: { orders: 60 }, complete: true })]);
  });

  it('may be repeated, and erases nobody else', async () => {
    const [userId, other] = [newId('usr'), newId('usr')];
    const deps = await shop(userId, 2);
    const foreign = pendingOrder(other);
    await deps.orders.add(foreign);
    await erasePerson(deps, { userId, trace });
    await erasePerson(deps, { userId, trace });
    expect(answers(deps)).toMatchObject([{ erased: { orders: 2 } }, { erased: { orders: 0 }, complete: true }]);
    expect(await deps.orders.find(foreign.id)).toEqual(foreign);
  });

  it('comes back for orders that are not settled yet', async () => {
    const userId = newId('usr');
    const deps = await shop(userId, 1, 1);
    await expect(erasePerson(deps, { userId, trace })).rejects.toMatchObject({ code: 'orders.unsettled' });
    expect(answers(deps)).toMatchObject([{ erased: { orders: 1 }, complete: false }]);

    const [left] = (await deps.orders.listByUser(userId, { limit: 10 })).orders;
    if (left?.status !== 'pending') throw new Error('expected the pending order');
    const rejecting = reject(left, 'payments.declined', NOW, NOW);
    await deps.orders.save(rejecting);
    await deps.orders.save(settle(rejecting, NOW));
    await erasePerson(deps, { userId, trace });
    expect(answers(deps).at(-1)).toMatchObject({ erased: { orders: 1 }, complete: true });
  });
});
