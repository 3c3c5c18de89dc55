import { openTable } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { secret } from '@tradewind/parameters/secrets';
import { dynamoAuditLog } from './adapters/dynamo-audit-log.ts';
import { signedCursors } from './adapters/signed-cursors.ts';
import type { AuditLog } from './domain/audit-ports.ts';
import type { PageCursors } from './domain/ports.ts';
import { auditEnv, cursorEnv } from './env.ts';
import { auditRecorder, type AuditRecorder } from './use-cases/record-admin-action.ts';

const auditLog = (): AuditLog => dynamoAuditLog(openTable(auditEnv().AUDIT_TABLE_NAME));

/** Of the list and of the verification. */
export const readAuditLogDeps = (): { readonly log: AuditLog; readonly cursors: PageCursors } => ({
  log: auditLog(),
  cursors: signedCursors(secret(cursorEnv().CURSOR_SECRET_ID)),
});

export const onAdminActionDeps = (): AuditRecorder => auditRecorder({ log: auditLog(), clock: systemClock });
