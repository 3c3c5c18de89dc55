import { listAuditLog as route } from '@tradewind/contracts/identity/list-audit-log';
import { httpHandler, ok } from '@tradewind/middleware';
import { readAuditLogDeps } from '../audit-wiring.ts';
import { listAuditLog } from '../use-cases/list-audit-log.ts';
import { toAuditEntryView } from './views/audit.ts';

export const handler = httpHandler(route, { deps: readAuditLogDeps }, async ({ deps, query }) => {
  const { entries, nextCursor } = await listAuditLog(deps)(query);
  return ok({ data: entries.map(toAuditEntryView), nextCursor });
});
