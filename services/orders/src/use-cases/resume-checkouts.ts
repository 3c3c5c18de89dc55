import { isDomainError, type Clock } from '@tradewind/kernel';
import { isOverdue, recover, type Recovery } from '../domain/recovery.ts';
import type { CheckoutSaga, OrderRepository } from '../domain/ports.ts';
import { checkoutInput, compensationInput } from './saga-input.ts';

export interface ResumeCheckoutsDeps {
  readonly orders: OrderRepository;
  readonly saga: CheckoutSaga;
  readonly clock: Clock;
}

export type ResumeReport =
  | { readonly orderId: string; readonly action: Recovery['action'] }
  | { readonly orderId: string; readonly action: 'failed'; readonly error: unknown };

const BATCH_LIMIT = 100;
const CONCURRENCY = 10;

async function resumeOne(
  { orders, saga }: ResumeCheckoutsDeps,
  orderId: string,
  now: Date,
): Promise<readonly ResumeReport[]> {
  try {
    const order = await orders.find(orderId);
    if (order === undefined || !isOverdue(order, now)) return [];
    const recovery = recover(order, now);
    await orders.save(recovery.order);
    if (recovery.action === 'checkout') await saga.start(checkoutInput(recovery.order));
    if (recovery.action === 'compensate') await saga.start(compensationInput(recovery.order));
    return [{ orderId, action: recovery.action }];
  } catch (error) {
    // Somebody else has just moved the order: it is in good hands.
    if (isDomainError(error, 'orders.concurrent-change')) return [];
    return [{ orderId, action: 'failed', error }];
  }
}

/**
 * Takes every overdue order one step further: runs its saga again, undoes it after too many runs, parks what cannot be
 * undone. Each order by itself: one that fails holds up no other, and stays overdue or leased for the next minute.
 */
export async function resumeCheckouts(deps: ResumeCheckoutsDeps): Promise<readonly ResumeReport[]> {
  const now = deps.clock.now();
  const pending = [...(await deps.orders.overdue(now.toISOString(), BATCH_LIMIT))];
  const reports: ResumeReport[] = [];
  while (pending.length > 0) {
    const batch = pending.splice(0, CONCURRENCY);
    const batchReports = await Promise.all(batch.map((orderId) => resumeOne(deps, orderId, now)));
    reports.push(...batchReports.flat());
  }
  return reports;
}
