import { verifyAuditLog as route } from '@tradewind/contracts/identity/verify-audit-log';
import { httpHandler, ok } from '@tradewind/middleware';
import { readAuditLogDeps } from '../audit-wiring.ts';
import { verifyAuditLog } from '../use-cases/verify-audit-log.ts';
import { toAuditVerificationView } from './views/audit.ts';

export const handler = httpHandler(route, { deps: readAuditLogDeps }, async ({ deps, query, log }) => {
  const verification = await verifyAuditLog(deps)(query);
  if (verification.broken !== undefined) log.error('audit-log.broken', { ...verification.broken });
  return ok(toAuditVerificationView(verification));
});
