import { AdminAction } from '../events/admin-action.ts';
import { defineEvent } from '../events/event.ts';

/** An admin read somebody's payment. For the audit log. */
export const PaymentsAdminActionRecorded = defineEvent({
  service: 'payments',
  name: 'admin-action-recorded',
  version: 1,
  data: AdminAction,
});
