import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ExportId, ExportView } from './export-views.ts';

export const getExport = defineRoute({
  service: 'identity',
  name: 'get-export',
  method: 'GET',
  path: '/v1/users/me/exports/{exportId}',
  access: 'shopper',
  summary: 'Read a copy of your data',
  request: { path: z.strictObject({ exportId: ExportId }) },
  responses: { 200: ExportView },
  problems: [{ status: 404, code: 'identity.export-not-found' }],
});
