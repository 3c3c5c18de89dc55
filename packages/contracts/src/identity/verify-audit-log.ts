import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { pageQuery } from '../http/shapes.ts';
import { AuditVerificationView } from './audit-views.ts';

export const verifyAuditLog = defineRoute({
  service: 'identity',
  name: 'verify-audit-log',
  method: 'GET',
  path: '/v1/audit-log/verification',
  access: 'admin',
  summary: 'Recompute the hash chain of the audit log',
  description:
    'From the first entry on, `limit` entries a page, until `nextCursor` is null. Names the first entry that is missing, ' +
    'altered or not linked to the one before it, and a chain that ends before or after its recorded head.',
  request: { query: z.strictObject({ ...pageQuery, limit: z._default(pageQuery.limit.def.innerType, 100) }) },
  responses: { 200: AuditVerificationView },
  problems: [{ status: 400, code: 'request.invalid-cursor' }],
});
