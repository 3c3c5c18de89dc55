import { CartsPersonExported } from '@tradewind/contracts/carts/person-exported.v1';
import type { PersonExported } from '@tradewind/contracts/events/person-exported';
import { OrdersPersonExported } from '@tradewind/contracts/orders/person-exported.v1';
import { on, queueHandler, type EventContext } from '@tradewind/middleware';
import type { Exports } from '../domain/ports.ts';
import { onExportDeps } from '../export-wiring.ts';

type Deps = { readonly exports: Pick<Exports, 'record'> };

/** Keeps a part of a copy; the same part twice is kept once. */
function recording(service: string) {
  return async ({ event, deps }: EventContext<PersonExported, Deps>): Promise<void> =>
    deps.exports.record({ ...event.data, service }, new Date(event.occurredAt));
}

export const handler = queueHandler(
  { deps: onExportDeps },
  on(OrdersPersonExported, { replays: 'drop' }, recording('orders')),
  on(CartsPersonExported, { replays: 'drop' }, recording('carts')),
);
