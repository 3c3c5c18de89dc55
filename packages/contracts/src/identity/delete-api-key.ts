import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ApiKeyId } from './api-key-views.ts';

export const deleteApiKey = defineRoute({
  service: 'identity',
  name: 'delete-api-key',
  method: 'DELETE',
  path: '/v1/api-keys/{keyId}',
  access: 'admin',
  summary: 'Withdraw a key of the partner API',
  description: 'It is refused from the next request on.',
  request: { path: z.strictObject({ keyId: ApiKeyId }) },
  responses: { 204: null },
  problems: [{ status: 404, code: 'identity.api-key-not-found' }],
});
