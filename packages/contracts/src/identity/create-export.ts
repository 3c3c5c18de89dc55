import { defineRoute } from '../http/route.ts';
import { ExportView } from './export-views.ts';

export const createExport = defineRoute({
  service: 'identity',
  name: 'create-export',
  method: 'POST',
  path: '/v1/users/me/exports',
  access: 'shopper',
  summary: 'Ask for a copy of your data',
  description: 'The services gather it; `GET /v1/users/me/exports/{exportId}` answers it for seven days. Five a day.',
  responses: { 202: ExportView },
  problems: [
    { status: 404, code: 'identity.user-not-found' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
