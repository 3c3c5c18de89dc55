import { OrdersPersonErased } from '@tradewind/contracts/orders/person-erased.v1';
import { DomainError, isDomainError, timestamp, type Clock, type TraceContext } from '@tradewind/kernel';
import { withoutPerson } from '../domain/erasure.ts';
import type { Order } from '../domain/order.ts';
import type { BuyerDirectory, OrderRepository } from '../domain/ports.ts';

export interface ErasePersonDeps {
  readonly orders: Pick<OrderRepository, 'listByUser' | 'save' | 'announce'>;
  readonly directory: Pick<BuyerDirectory, 'forget'>;
  readonly clock: Clock;
}

export interface ErasePerson {
  readonly userId: string;
  readonly trace: TraceContext;
}

const PAGE = 50;
const KEPT = ['items, amounts, tax and country of orders'];

/**
 * Takes a person out of the address directory and out of all settled orders, and says how many. Orders that the saga is
 * still at work on are left to the next delivery: throws `orders.unsettled` then. Repeated, it finds nothing more to do.
 */
export async function erasePerson(deps: ErasePersonDeps, { userId, trace }: ErasePerson): Promise<void> {
  const { orders, directory, clock } = deps;
  await directory.forget(userId);

  async function erase(order: Order): Promise<boolean> {
    const erased = withoutPerson(order, timestamp(clock));
    if (erased === undefined) return false;
    try {
      await orders.save(erased);
      return true;
    } catch (error) {
      if (isDomainError(error, 'orders.concurrent-change')) return false;
      throw error;
    }
  }

  let erased = 0;
  let left = 0;
  let after: string | undefined;
  do {
    const page = await orders.listByUser(userId, { limit: PAGE, after });
    const outcomes = await Promise.all(page.orders.map(erase));
    erased += outcomes.filter((done) => done).length;
    left += outcomes.filter((done) => !done).length;
    after = page.nextAfter;
  } while (after !== undefined);

  const complete = left === 0;
  const data = { userId, erased: { orders: erased }, kept: KEPT, complete };
  await orders.announce(OrdersPersonErased.create(data, trace, clock));
  if (!complete) throw new DomainError('unavailable', 'orders.unsettled', `${left} orders are not settled yet.`);
}
