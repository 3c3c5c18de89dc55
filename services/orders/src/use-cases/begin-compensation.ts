import { compensationOf, type Compensation } from '../domain/compensation.ts';
import { reject } from '../domain/order.ts';
import { leaseFrom } from '../domain/recovery.ts';
import { changeOrder } from './change-order.ts';
import type { RecordStepDeps } from './record-claim.ts';

export interface BegunCompensation extends Compensation {
  readonly orderId: string;
  readonly cartId: string;
}

/**
 * Decides a pending order to be rejected for `failureCode`, and answers what is to be undone. An order that was
 * decided before stays as it is: confirmed ones have nothing to undo. Without a code nothing is decided.
 */
export async function beginCompensation(
  { orders, clock }: RecordStepDeps,
  orderId: string,
  failureCode?: string,
): Promise<BegunCompensation> {
  const now = clock.now();
  const order = await changeOrder(orders, orderId, {
    decide: (current) =>
      current.status === 'pending' && failureCode !== undefined
        ? reject(current, failureCode, now.toISOString(), leaseFrom(now))
        : current,
  });
  return { orderId, cartId: order.request.cartId, ...compensationOf(order) };
}
