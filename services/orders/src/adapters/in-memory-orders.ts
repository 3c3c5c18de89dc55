import { concurrentChange } from '../domain/errors.ts';
import { isUnsettled, type Order } from '../domain/order.ts';
import type { OrderRepository, OutgoingEvent } from '../domain/ports.ts';

export interface InMemoryOrders extends OrderRepository {
  /** Everything that was announced, in order. */
  readonly events: readonly OutgoingEvent[];
  /** Every order as it stands. */
  all(): readonly Order[];
}

/** Orders for tests of the use cases; keeps what the table keeps, nothing more. */
export function inMemoryOrders(): InMemoryOrders {
  const stored = new Map<string, Order>();
  const events: OutgoingEvent[] = [];

  function demandVersion(orderId: string, version: number | undefined): void {
    if (stored.get(orderId)?.version !== version) throw concurrentChange();
  }

  return {
    events,
    all: () => [...stored.values()],
    async add(order) {
      demandVersion(order.id, undefined);
      stored.set(order.id, order);
    },
    async find(orderId) {
      return stored.get(orderId);
    },
    async save(order, ...added) {
      demandVersion(order.id, order.version - 1);
      stored.set(order.id, order);
      events.push(...added);
    },
    async announce(event) {
      events.push(event);
    },
    async discard({ id, version }) {
      demandVersion(id, version);
      stored.delete(id);
    },
    async listByUser(userId, { limit, after }) {
      const own = [...stored.values()]
        .filter((order) => order.buyer.userId === userId && (after === undefined || order.id < after))
        .sort((left, right) => (left.id < right.id ? 1 : -1));
      const orders = own.slice(0, limit);
      return { orders, nextAfter: own.length >= limit ? orders.at(-1)?.id : undefined };
    },
    async overdue(now, limit) {
      return [...stored.values()]
        .filter(isUnsettled)
        .filter(({ dueAt }) => dueAt <= now)
        .sort((left, right) => left.dueAt.localeCompare(right.dueAt))
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
}
