import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';

/** Someone tried to register with an address that already belongs to a confirmed user, who should be told. */
export const RegistrationAttempted = defineEvent({
  service: 'identity',
  name: 'registration-attempted',
  version: 1,
  data: z.object({ userId: z.string(), email: z.string(), name: z.string() }),
});
