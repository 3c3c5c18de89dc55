import { exportParts } from '@tradewind/contracts/events/person-exported';
import { OrdersPersonExported } from '@tradewind/contracts/orders/person-exported.v1';
import type { Clock, TraceContext } from '@tradewind/kernel';
import type { Order } from '../domain/order.ts';
import type { OrderRepository } from '../domain/ports.ts';

export interface ExportPersonDeps {
  readonly orders: Pick<OrderRepository, 'listByUser' | 'announce'>;
  readonly clock: Clock;
}

export interface ExportPerson {
  readonly exportId: string;
  readonly userId: string;
  readonly trace: TraceContext;
}

const PAGE = 50;

/** Answers all orders of a person, newest first, in parts that fit an event each. Repeated, it answers the same parts. */
export async function exportPerson(
  { orders, clock }: ExportPersonDeps,
  { exportId, userId, trace }: ExportPerson,
  toRecord: (order: Order) => Record<string, unknown>,
): Promise<void> {
  const records: Record<string, unknown>[] = [];
  let after: string | undefined;
  do {
    const page = await orders.listByUser(userId, { limit: PAGE, after });
    records.push(...page.orders.map(toRecord));
    after = page.nextAfter;
  } while (after !== undefined);

  const parts = exportParts(records);
  for (const [part, own] of parts.entries()) {
    const data = { exportId, userId, part, last: part === parts.length - 1, records: own };
    await orders.announce(OrdersPersonExported.create(data, trace, clock));
  }
}
