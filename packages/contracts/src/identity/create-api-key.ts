import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { text } from '../http/shapes.ts';
import { API_KEY_KINDS, API_PLANS, ApiKeyView } from './api-key-views.ts';

export const createApiKey = defineRoute({
  service: 'identity',
  name: 'create-api-key',
  method: 'POST',
  path: '/v1/api-keys',
  access: 'admin',
  summary: 'Issue a key for the partner API',
  description:
    '`secret` is shown here and never again. It is sent as `Authorization: ApiKey <secret>`; that of a `service-token`, ' +
    'which expires after `expiresInSeconds`, as `Authorization: Bearer <secret>`.',
  request: {
    body: z.strictObject({
      name: text(1, 100),
      plan: z.enum(API_PLANS),
      kind: z._default(z.enum(API_KEY_KINDS), 'api-key'),
      /** Of service tokens. */
      expiresInSeconds: z._default(z.int().check(z.minimum(60), z.maximum(2_592_000)), 3600),
    }),
  },
  responses: { 201: z.strictObject({ key: ApiKeyView, secret: z.string() }) },
});
