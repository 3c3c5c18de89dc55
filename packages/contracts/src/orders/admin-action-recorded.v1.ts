import { AdminAction } from '../events/admin-action.ts';
import { defineEvent } from '../events/event.ts';

/** An admin or an operator acted on somebody else's order. For the audit log. */
export const OrdersAdminActionRecorded = defineEvent({
  service: 'orders',
  name: 'admin-action-recorded',
  version: 1,
  data: AdminAction,
});
