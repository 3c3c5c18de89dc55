import { isDomainError } from '@tradewind/kernel';
import { orderNotFound } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import type { OrderRepository, OutgoingEvent } from '../domain/ports.ts';

const MAX_ATTEMPTS = 4;

interface Change<O extends Order> {
  /** Pure: it is asked again with the newer state when somebody else was faster. */
  readonly decide: (order: Order) => O;
  /** The events that the change brings; not asked for when nothing changed. */
  readonly announce?: (order: O) => readonly OutgoingEvent[];
}

/**
 * Loads, decides, saves. A change that leaves the version as it was is not written, which makes repeated steps free.
 * Throws `orders.order-not-found`, what `decide` throws, and `orders.concurrent-change` when the order never rests.
 */
export async function changeOrder<O extends Order>(
  orders: OrderRepository,
  orderId: string,
  { decide, announce }: Change<O>,
): Promise<O> {
  for (let attempt = 1; ; attempt += 1) {
    const current = await orders.find(orderId);
    if (current === undefined) throw orderNotFound();
    const changed = decide(current);
    if (changed.version === current.version) return changed;
    try {
      await orders.save(changed, ...(announce?.(changed) ?? []));
      return changed;
    } catch (error) {
      if (!isDomainError(error, 'orders.concurrent-change') || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
