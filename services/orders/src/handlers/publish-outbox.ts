import { OrderCancelled } from '@tradewind/contracts/orders/order-cancelled.v1';
import { OrderConfirmed } from '@tradewind/contracts/orders/order-confirmed.v1';
import { counting, outboxHandler } from '@tradewind/middleware';
import { outboxDeps } from '../wiring.ts';

const measures = [
  counting(OrderConfirmed, ({ totals: { total } }, log) => {
    log.metric('OrdersConfirmed');
    log.metric('Revenue', total.amount, { currency: total.currency });
  }),
  counting(OrderCancelled, (_, log) => log.metric('OrdersCancelled')),
];

export const handler = outboxHandler({ deps: outboxDeps, measures });
