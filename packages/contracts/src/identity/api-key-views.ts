import * as z from 'zod/mini';
import { idSchema, text, Timestamp } from '../http/shapes.ts';

export const ApiKeyId = idSchema('key');

/** What a key may cost and do; each is a usage plan of the REST API. */
export const API_PLANS = ['free', 'partner', 'internal'] as const;

/** `api-key` lasts until it is withdrawn, `service-token` for a limited time. */
export const API_KEY_KINDS = ['api-key', 'service-token'] as const;

export const ApiKeyView = z.strictObject({
  id: ApiKeyId,
  name: text(1, 100),
  kind: z.enum(API_KEY_KINDS),
  plan: z.enum(API_PLANS),
  createdAt: Timestamp,
  expiresAt: z.optional(Timestamp),
});
export type ApiKeyView = z.output<typeof ApiKeyView>;
