import { describe, expect, it } from '@jest/globals';
import { newId, type Caller } from '@tradewind/kernel';
import { fixedSecret } from '@tradewind/parameters/secrets';
import { inMemoryBuyerDirectory } from '../adapters/in-memory-buyer-directory.ts';
import { inMemoryOrders } from '../adapters/in-memory-orders.ts';
import { signedCursors } from '../adapters/signed-cursors.ts';
import { concurrentChange } from '../domain/errors.ts';
import { placeOrder, resume, type Order } from '../domain/order.ts';
import type { OrderRepository, SagaInput } from '../domain/ports.ts';
import { CONTENT, GUEST, newOrder, orderIn, SHOPPER } from '../test-support/sample-orders.ts';
import { changeOrder } from './change-order.ts';
import { createCheckout } from './create-checkout.ts';
import { getOrder } from './get-order.ts';
import { listOrders } from './list-orders.ts';
import { recordClaim } from './record-claim.ts';
import { recordReservation } from './record-reservation.ts';
import { rememberBuyer } from './remember-buyer.ts';
import { resumeCheckouts } from './resume-checkouts.ts';

const trace = { requestId: 'req-1', correlationId: 'cor-1' };
const clock = { now: () => new Date('2026-08-04T09:40:00.000Z') };
const shopper: Caller = { role: 'shopper', userId: SHOPPER.userId ?? '' };

function recordingSaga(fails?: Error) {
  const inputs: SagaInput[] = [];
  const record = async (input: SagaInput) => {
    inputs.push(input);
    if (fails !== undefined) throw fails;
  };
  return { inputs, saga: { run: record, start: record } };
}

describe('creating a checkout', () => {
  const { shippingAddress, paymentMethod } = newOrder().request;
  const asked = { cartId: newId('crt'), shippingAddress, paymentMethod, trace };

  function world(fails?: Error) {
    return { orders: inMemoryOrders(), directory: inMemoryBuyerDirectory(), clock, ...recordingSaga(fails) };
  }

  it('prefers the address that is given, then the one on record', async () => {
    const deps = world();
    await rememberBuyer(deps, { userId: shopper.userId ?? '', email: 'on-record@example.test' });
    const given = await createCheckout(deps, { ...asked, caller: shopper, email: 'given@example.test' });
    expect(given.order.request.email).toBe('given@example.test');
    const recorded = await createCheckout(deps, { ...asked, caller: shopper });
    expect(recorded.order.request.email).toBe('on-record@example.test');
  });

  it.each<[string, Caller]>([
    ['a shopper whose registration has not arrived', shopper],
    ['a guest', { role: 'guest', cartToken: 'cart-token-of-this-guest' }],
  ])('places nothing without an address for %s', async (_, caller) => {
    const deps = world();
    await expect(createCheckout(deps, { ...asked, caller })).rejects.toMatchObject({ code: 'orders.email-required' });
    expect(deps.orders.all()).toEqual([]);
    expect(deps.inputs).toEqual([]);
  });

  it('sends the saga the hash of the cart token, never the token', async () => {
    const deps = world();
    const caller: Caller = { role: 'guest', cartToken: 'cart-token-of-this-guest' };
    await createCheckout(deps, { ...asked, caller, email: 'guest@example.test' });
    expect(JSON.stringify(deps.inputs)).not.toContain('cart-token-of-this-guest');
    expect(deps.inputs).toMatchObject([{ action: 'checkout', trace, claim: { caller: { role: 'guest' }, trace } }]);
  });

  it('answers the pending order and what interrupted the saga, when it could not be followed', async () => {
    const deps = world(new Error('StartSyncExecution timed out'));
    const { order, interruption } = await createCheckout(deps, { ...asked, caller: shopper, email: 'a@example.test' });
    expect(order).toMatchObject({ status: 'pending', dueAt: '2026-08-04T09:41:00.000Z' });
    expect(interruption).toEqual(new Error('StartSyncExecution timed out'));
  });
});

describe('reading orders', () => {
  it('answers somebody else’s order as if there were none', async () => {
    const orders = inMemoryOrders();
    const read = (orderId: string, caller: Caller) => getOrder({ orders, clock }, { orderId, caller, trace });
    const { placed } = orderIn();
    await orders.add(placed);
    expect(await read(placed.id, shopper)).toEqual(placed);
    const missing = { kind: 'not-found', code: 'orders.order-not-found' };
    const other: Caller = { role: 'shopper', userId: newId('usr') };
    await expect(read(placed.id, other)).rejects.toMatchObject(missing);
    await expect(read(newId('ord'), shopper)).rejects.toMatchObject(missing);
  });

  it('pages through the caller’s list, whatever its length', async () => {
    const orders = inMemoryOrders();
    const cursors = signedCursors(fixedSecret('secret'));
    const placed = Array.from({ length: 7 }, () => orderIn().placed);
    for (const order of placed) await orders.add(order);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOrders({ orders, cursors }, { caller: shopper, limit: 3, cursor });
      ids.push(...page.orders.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual(placed.map(({ id }) => id).toReversed());
  });

  it('lists nothing for a guest', async () => {
    const deps = { orders: inMemoryOrders(), cursors: signedCursors(fixedSecret('secret')) };
    const refused = listOrders(deps, { caller: { role: 'guest' }, limit: 10 });
    await expect(refused).rejects.toMatchObject({ kind: 'unauthenticated' });
  });
});

describe('a change', () => {
  function contested(times: number): OrderRepository {
    const orders = inMemoryOrders();
    let left = times;
    return {
      ...orders,
      save: async (order, ...events) => {
        if (left > 0) {
          left -= 1;
          throw concurrentChange();
        }
        return orders.save(order, ...events);
      },
    };
  }
  const touch = (order: Order) => (order.status === 'pending' ? resume(order, 'now', 'later') : order);

  it('is decided again when somebody else was faster', async () => {
    const orders = contested(3);
    const { placed } = orderIn();
    await orders.add(placed);
    expect(await changeOrder(orders, placed.id, { decide: touch })).toMatchObject({ attempts: 1 });
  });

  it('is given up when the order never rests, and refused when there is none', async () => {
    const orders = contested(4);
    const { placed } = orderIn();
    await orders.add(placed);
    const conflict = { code: 'orders.concurrent-change' };
    await expect(changeOrder(orders, placed.id, { decide: touch })).rejects.toMatchObject(conflict);
    const missing = { code: 'orders.order-not-found' };
    await expect(changeOrder(orders, newId('ord'), { decide: touch })).rejects.toMatchObject(missing);
  });
});

describe('recording the steps', () => {
  it('asks for one line per SKU, and for the total from the buyer', async () => {
    const orders = inMemoryOrders();
    const placed = placeOrder(newOrder({ buyer: GUEST }));
    await orders.add(placed);
    const [first, ...others] = CONTENT.items;
    if (first === undefined) throw new Error('The sample has no lines.');
    const content = { ...CONTENT, items: [first, { ...first, itemId: newId('itm'), quantity: 5 }, ...others] };
    const { lines } = await recordClaim({ orders, clock }, placed.id, content);
    expect(lines).toEqual([
      { sku: first.sku, quantity: first.quantity + 5 },
      ...others.map(({ sku, quantity }) => ({ sku, quantity })),
    ]);
    expect(await recordReservation({ orders, clock }, placed.id)).toEqual({
      orderId: placed.id,
      amount: CONTENT.totals.total,
      paymentMethod: 'pm_sandbox_ok',
      userId: undefined,
      trace: placed.trace,
    });
  });
});

describe('resuming', () => {
  it('lets no order hold up another, and leases even those whose saga could not be started', async () => {
    const orders = inMemoryOrders();
    const broken = {
      ...orders,
      find: (id: string) => (id === first.id ? Promise.reject(new Error('row')) : orders.find(id)),
    };
    const { placed: first } = orderIn();
    const { claimed: second } = orderIn();
    await orders.add(first);
    await orders.add({ ...second, version: 1 });
    const { inputs, saga } = recordingSaga();
    const reports = await resumeCheckouts({ orders: broken, saga, clock });
    expect(reports).toContainEqual({ orderId: first.id, action: 'failed', error: new Error('row') });
    expect(reports).toContainEqual({ orderId: second.id, action: 'checkout' });
    expect(inputs).toMatchObject([{ orderId: second.id, action: 'checkout' }]);
    const down = await resumeCheckouts({ orders, clock, saga: recordingSaga(new Error('throttled')).saga });
    expect(down).toEqual([{ orderId: first.id, action: 'failed', error: new Error('throttled') }]);
    expect(await orders.find(first.id)).toMatchObject({ attempts: 1, dueAt: '2026-08-04T09:41:00.000Z' });
  });

  it('leaves an order alone that somebody else has just moved', async () => {
    const orders = inMemoryOrders();
    const { placed } = orderIn();
    await orders.add(placed);
    const raced = { ...orders, save: () => Promise.reject(concurrentChange()) };
    const { inputs, saga } = recordingSaga();
    expect(await resumeCheckouts({ orders: raced, saga, clock })).toEqual([]);
    expect(inputs).toEqual([]);
  });
});
