import { ExportRequested } from '@tradewind/contracts/identity/export-requested.v1';
import { on, queueHandler } from '@tradewind/middleware';
import type { Order } from '../domain/order.ts';
import { exportPerson } from '../use-cases/export-person.ts';
import { exportPersonDeps } from '../wiring.ts';
import { toOrderView } from './order-view.ts';

/** The order as its buyer sees it, with the email and the address that were given. */
function toRecord(order: Order): Record<string, unknown> {
  const { email, shippingAddress } = order.request;
  return { ...toOrderView(order), email, shippingAddress };
}

export const handler = queueHandler(
  { deps: exportPersonDeps },
  on(ExportRequested, { replays: 'drop' }, ({ event, deps, trace }) =>
    exportPerson(deps, { ...event.data, trace }, toRecord),
  ),
);
