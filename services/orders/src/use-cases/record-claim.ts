import type { Clock, TraceContext } from '@tradewind/kernel';
import { recordClaim as decideClaim, type OrderContent } from '../domain/order.ts';
import type { OrderRepository } from '../domain/ports.ts';
import { changeOrder } from './change-order.ts';

export interface RecordStepDeps {
  readonly orders: OrderRepository;
  readonly clock: Clock;
}

export interface StockRequest {
  readonly orderId: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly trace: TraceContext;
}

function linesPerSku({ items }: OrderContent): StockRequest['lines'] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of items) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

/** Writes the claimed cart into the order; answers what to reserve. Throws `orders.checkout-settled`. */
export async function recordClaim(
  { orders, clock }: RecordStepDeps,
  orderId: string,
  content: OrderContent,
): Promise<StockRequest> {
  const at = clock.now().toISOString();
  const order = await changeOrder(orders, orderId, { decide: (current) => decideClaim(current, content, at) });
  return { orderId, lines: linesPerSku(order.content), trace: order.trace };
}
