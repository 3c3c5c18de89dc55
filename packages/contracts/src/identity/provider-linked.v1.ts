import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';

/** An account that there was can from now on be entered by signing in with a provider; its owner should be told. */
export const ProviderLinked = defineEvent({
  service: 'identity',
  name: 'provider-linked',
  version: 1,
  data: z.object({ userId: z.string(), email: z.string(), name: z.string(), provider: z.string() }),
});
