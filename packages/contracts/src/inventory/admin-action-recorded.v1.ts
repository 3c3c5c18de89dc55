import { AdminAction } from '../events/admin-action.ts';
import { defineEvent } from '../events/event.ts';

/** An admin changed stock. For the audit log. */
export const InventoryAdminActionRecorded = defineEvent({
  service: 'inventory',
  name: 'admin-action-recorded',
  version: 1,
  data: AdminAction,
});
