import { CatalogAdminActionRecorded } from '@tradewind/contracts/catalog/admin-action-recorded.v1';
import type { AdminAction } from '@tradewind/contracts/events/admin-action';
import { IdentityAdminActionRecorded } from '@tradewind/contracts/identity/admin-action-recorded.v1';
import { InventoryAdminActionRecorded } from '@tradewind/contracts/inventory/admin-action-recorded.v1';
import { OrdersAdminActionRecorded } from '@tradewind/contracts/orders/admin-action-recorded.v1';
import { PaymentsAdminActionRecorded } from '@tradewind/contracts/payments/admin-action-recorded.v1';
import { on, queueHandler, type EventContext } from '@tradewind/middleware';
import { onAdminActionDeps } from '../audit-wiring.ts';
import type { AuditRecorder } from '../use-cases/record-admin-action.ts';

/** Appends what a service told; the same event is recorded once, so that a replay changes nothing. */
function recording(service: string) {
  return async ({ event, deps, log }: EventContext<AdminAction, AuditRecorder>): Promise<void> => {
    const { id: eventId, correlationId, occurredAt, data } = event;
    const entry = await deps.record({ ...data, eventId, service, correlationId, occurredAt });
    // The logs are another system than the table: a chain that was forged whole does not match them.
    if (entry !== undefined) log.info('audit-log.appended', { sequence: entry.sequence, hash: entry.hash });
  };
}

export const handler = queueHandler(
  { deps: onAdminActionDeps },
  on(CatalogAdminActionRecorded, { replays: 'apply' }, recording('catalog')),
  on(InventoryAdminActionRecorded, { replays: 'apply' }, recording('inventory')),
  on(OrdersAdminActionRecorded, { replays: 'apply' }, recording('orders')),
  on(PaymentsAdminActionRecorded, { replays: 'apply' }, recording('payments')),
  on(IdentityAdminActionRecorded, { replays: 'apply' }, recording('identity')),
);
