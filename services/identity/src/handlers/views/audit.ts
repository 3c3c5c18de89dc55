import type { AuditEntryView, AuditVerificationView } from '@tradewind/contracts/identity/audit-views';
import type { AuditEntry } from '../../domain/audit-log.ts';
import type { AuditVerification } from '../../use-cases/verify-audit-log.ts';

export function toAuditEntryView({ subjects, ...entry }: AuditEntry): AuditEntryView {
  return { ...entry, ...(subjects === undefined ? {} : { subjects: [...subjects] }) };
}

export function toAuditVerificationView({ broken, ...page }: AuditVerification): AuditVerificationView {
  return { status: broken === undefined ? 'intact' : 'broken', ...page, broken: broken ?? null };
}
