import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { inMemoryOrders } from '../adapters/in-memory-orders.ts';
import { placeOrder } from '../domain/order.ts';
import { exportPerson } from './export-person.ts';

const NOW = '2026-01-31T09:30:00.000Z';
const clock = { now: () => new Date(NOW) };
const trace = { requestId: 'req-1', correlationId: 'cor-1' };
const address = { name: 'Ada', line1: '1 Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };

async function shop(userId: string, count: number) {
  const orders = inMemoryOrders();
  for (let index = 0; index < count; index += 1) {
    const request = { cartId: newId('crt'), email: 'ada@example.com', shippingAddress: address, paymentMethod: 'pm_1' };
    const buyer = { role: 'shopper', userId } as const;
    await orders.add(placeOrder({ id: newId('ord'), buyer, request, trace, at: NOW, dueAt: NOW }));
  }
  return orders;
}

describe('exporting the orders of a person', () => {
  it.each([
    [0, 1],
    [3, 1],
    [120, 3],
  ])('of %i orders answers %i parts with each order once', async (count, parts) => {
    const userId = newId('usr');
    const orders = await shop(userId, count);
    const toRecord = ({ id }: { id: string }) => ({ id, text: 'x'.repeat(count > 100 ? 2400 : 10) });
    await exportPerson({ orders, clock }, { exportId: 'exp_1', userId, trace }, toRecord);

    const answers = orders.events.map(({ detail }) => Object(detail.data));
    expect(answers.map(({ part, last }) => [part, last])).toEqual(
      Array.from({ length: parts }, (_, part) => [part, part === parts - 1]),
    );
    const ids = answers.flatMap(({ records }) => records.map(({ id }: { id: string }) => id));
    expect(ids.toSorted()).toEqual(
      orders
        .all()
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('answers nothing of anybody else', async () => {
    const orders = await shop(newId('usr'), 2);
    await exportPerson({ orders, clock }, { exportId: 'exp_1', userId: newId('usr'), trace }, ({ id }) => ({ id }));
    expect(orders.events.map(({ detail }) => detail.data)).toMatchObject([{ part: 0, last: true, records: [] }]);
  });
});
