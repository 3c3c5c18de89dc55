import { auditLogSuite } from './audit-log.suite.ts';
import { inMemoryAuditLog } from './in-memory-audit-log.ts';

auditLogSuite('in memory', () => inMemoryAuditLog());
