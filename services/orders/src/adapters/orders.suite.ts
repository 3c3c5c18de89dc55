import { expect, it } from '@jest/globals';
import { newId, systemClock } from '@tradewind/kernel';
import { confirm, placeOrder, recordClaim, reject, resume, settle } from '../domain/order.ts';
import { AT, CONTENT, DUE_AT, GUEST, newOrder, orderIn } from '../test-support/sample-orders.ts';
import type { OrderRepository, OutgoingEvent } from '../domain/ports.ts';
import { orderConfirmed } from '../use-cases/order-events.ts';

export interface OrdersUnderTest {
  readonly orders: OrderRepository;
  announced(event: OutgoingEvent): Promise<boolean>;
}

const LATER = '2026-08-04T10:00:00.000Z';
const conflict = expect.objectContaining({ code: 'orders.concurrent-change' });

/** What the use cases rely on, of whatever keeps the orders. */
export function ordersSuite(open: () => Promise<OrdersUnderTest>): void {
  async function inState(name: keyof ReturnType<typeof orderIn>) {
    const under = await open();
    const states = orderIn({ buyer: { role: 'shopper', userId: newId('usr') } });
    const path = {
      placed: [],
      claimed: ['claimed'],
      reserved: ['claimed', 'reserved'],
      confirmed: ['claimed', 'reserved', 'confirmed'],
      rejecting: ['claimed', 'reserved', 'rejecting'],
      rejected: ['claimed', 'reserved', 'rejecting', 'rejected'],
      refused: ['refused'],
      cancelling: ['claimed', 'reserved', 'confirmed', 'cancelling'],
      cancelled: ['claimed', 'reserved', 'confirmed', 'cancelling', 'cancelled'],
      parkedRejection: ['claimed', 'reserved', 'rejecting', 'parkedRejection'],
      parkedCancellation: ['claimed', 'reserved', 'confirmed', 'cancelling', 'parkedCancellation'],
    } as const satisfies Record<string, readonly (keyof typeof states)[]>;
    await under.orders.add(states.placed);
    for (const step of path[name]) await under.orders.save(states[step]);
    return { ...under, states, order: states[name] };
  }

  it.each([
    'placed',
    'claimed',
    'reserved',
    'confirmed',
    'rejecting',
    'rejected',
    'refused',
    'cancelling',
    'cancelled',
    'parkedRejection',
    'parkedCancellation',
  ] as const)('finds an order as it was saved: %s', async (name) => {
    const { orders, order } = await inState(name);
    expect(await orders.find(order.id)).toEqual(order);
  });

  it('keeps what a guest left out left out', async () => {
    const { orders } = await open();
    const { expectedTotal: _unsent, ...request } = newOrder().request;
    const order = placeOrder(newOrder({ buyer: GUEST, request }));
    await orders.add(order);
    expect(await orders.find(order.id)).toEqual(order);
  });

  it('finds nothing under an id that was never given', async () => {
    const { orders } = await open();
    expect(await orders.find(newId('ord'))).toBeUndefined();
  });

  it('refuses to add an order twice', async () => {
    const { orders, order } = await inState('placed');
    await expect(orders.add(placeOrder(newOrder({ id: order.id })))).rejects.toEqual(conflict);
  });

  it('lets one of two changes of the same state win', async () => {
    const { orders, states } = await inState('reserved');
    const outcomes = await Promise.allSettled([
      orders.save(confirm(states.reserved, newId('pay'), LATER)),
      orders.save(reject(states.reserved, 'payments.declined', LATER, DUE_AT)),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual({ status: 'rejected', reason: conflict });
  });

  it('announces the events of a change with it', async () => {
    const { orders, announced, states } = await inState('reserved');
    const confirmed = confirm(states.reserved, newId('pay'), LATER);
    const events = [orderConfirmed(confirmed, systemClock), orderConfirmed(confirmed, systemClock)];
    await orders.save(confirmed, ...events);
    expect(await Promise.all(events.map(announced))).toEqual([true, true]);
  });

  it('announces nothing when the change is refused', async () => {
    const { orders, announced, states } = await inState('rejecting');
    const confirmed = confirm(states.reserved, newId('pay'), LATER);
    const event = orderConfirmed(confirmed, systemClock);
    await expect(orders.save(confirmed, event)).rejects.toEqual(conflict);
    expect(await announced(event)).toBe(false);
    expect(await orders.find(confirmed.id)).toEqual(states.rejecting);
  });

  it('forgets an order that is discarded, unless it has changed', async () => {
    const { orders, states } = await inState('refused');
    const rejected = settle(states.refused, LATER);
    if (rejected.status !== 'rejected') throw new Error('Expected a rejection.');
    await expect(orders.discard(rejected)).rejects.toEqual(conflict);
    await orders.save(rejected);
    await orders.discard(rejected);
    expect(await orders.find(rejected.id)).toBeUndefined();
  });

  it('lists the orders of a shopper, newest first, page by page, and nobody else’s', async () => {
    const { orders } = await open();
    const buyer = { role: 'shopper', userId: newId('usr') } as const;
    const own = Array.from({ length: 5 }, () => placeOrder(newOrder({ buyer })));
    for (const order of own) await orders.add(order);
    await orders.add(placeOrder(newOrder({ buyer: { role: 'shopper', userId: newId('usr') } })));
    await orders.add(placeOrder(newOrder({ buyer: GUEST })));
    const listed: string[] = [];
    let after: string | undefined;
    for (let page = 0; page === 0 || after !== undefined; page += 1) {
      const { orders: found, nextAfter } = await orders.listByUser(buyer.userId, { limit: 2, after });
      expect(found.length).toBeLessThanOrEqual(2);
      listed.push(...found.map(({ id }) => id));
      after = nextAfter;
    }
    expect(listed).toEqual(own.map(({ id }) => id).toReversed());
  });

  it('lists whole orders, their lines included', async () => {
    const { orders, order } = await inState('confirmed');
    const { orders: listed } = await orders.listByUser(order.buyer.userId ?? '', { limit: 10 });
    expect(listed).toEqual([order]);
  });

  it('knows the overdue orders until they are settled', async () => {
    const { orders, states } = await inState('claimed');
    const { id } = states.claimed;
    expect(await orders.overdue(AT, 100)).not.toContain(id);
    expect(await orders.overdue(DUE_AT, 100)).toContain(id);
    await orders.save(states.reserved);
    expect(await orders.overdue(DUE_AT, 100)).toContain(id);
    await orders.save(states.confirmed);
    expect(await orders.overdue(LATER, 100)).not.toContain(id);
  });

  it('leaves a resumed order alone until its new lease ends', async () => {
    const { orders, states } = await inState('claimed');
    const resumed = resume(states.claimed, DUE_AT, LATER);
    await orders.save(resumed);
    expect(await orders.overdue(DUE_AT, 100)).not.toContain(resumed.id);
    expect(await orders.overdue(LATER, 100)).toContain(resumed.id);
  });

  it('keeps the lines that were claimed first', async () => {
    const { orders, states } = await inState('placed');
    const first = recordClaim(states.placed, CONTENT, LATER);
    const late = recordClaim(states.placed, { ...CONTENT, items: CONTENT.items.slice(1) }, LATER);
    await orders.save(first);
    await expect(orders.save(late)).rejects.toEqual(conflict);
    expect((await orders.find(first.id))?.content).toEqual(CONTENT);
  });
}
