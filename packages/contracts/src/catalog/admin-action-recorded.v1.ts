import { AdminAction } from '../events/admin-action.ts';
import { defineEvent } from '../events/event.ts';

/** An admin changed a product. For the audit log. */
export const CatalogAdminActionRecorded = defineEvent({
  service: 'catalog',
  name: 'admin-action-recorded',
  version: 1,
  data: AdminAction,
});
