import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { pageOf, pageQuery, Timestamp } from '../http/shapes.ts';
import { AuditAction, AuditActor, AuditEntryView, AuditTargetId } from './audit-views.ts';

export const listAuditLog = defineRoute({
  service: 'identity',
  name: 'list-audit-log',
  method: 'GET',
  path: '/v1/audit-log',
  access: 'admin',
  summary: 'Read what admins did, newest first',
  description:
    'Filters add up; `since` and `until` include their instants. An action appears some seconds after it took effect. A page ' +
    'under several filters may be shorter than `limit` and still have a `nextCursor`.',
  request: {
    query: z.strictObject({
      ...pageQuery,
      actor: z.optional(AuditActor),
      /** Id of what was acted on. */
      target: z.optional(AuditTargetId),
      action: z.optional(AuditAction),
      since: z.optional(Timestamp),
      until: z.optional(Timestamp),
    }),
  },
  responses: { 200: pageOf(AuditEntryView) },
  problems: [{ status: 400, code: 'request.invalid-cursor' }],
});
