import { AdminAction } from '../events/admin-action.ts';
import { defineEvent } from '../events/event.ts';

/** An admin acted on somebody's account. For the audit log. */
export const IdentityAdminActionRecorded = defineEvent({
  service: 'identity',
  name: 'admin-action-recorded',
  version: 1,
  data: AdminAction,
});
