import { orderNotFound } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import type { CheckoutSaga, OrderRepository, SagaInput } from '../domain/ports.ts';

export interface FollowSagaDeps {
  readonly orders: Pick<OrderRepository, 'find'>;
  readonly saga: Pick<CheckoutSaga, 'run'>;
}

/** The order as it stands when patience ends: confirmed, or unsettled and finished later by the schedule. */
export interface SagaOutcome {
  readonly order: Order;
  /** What kept the saga from being followed to its end, for the log. */
  readonly interruption?: unknown;
}

/** Runs the saga and answers the order as the table has it then. */
export async function followSaga({ orders, saga }: FollowSagaDeps, input: SagaInput): Promise<SagaOutcome> {
  let interruption: unknown;
  try {
    await saga.run(input);
  } catch (error) {
    interruption = error;
  }
  const order = await orders.find(input.orderId);
  if (order === undefined) throw orderNotFound();
  return { order, interruption };
}
