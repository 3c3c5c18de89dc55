import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';

/** A person set a new password with a mailed code; the owner of the address should be told. */
export const PasswordChanged = defineEvent({
  service: 'identity',
  name: 'password-changed',
  version: 1,
  data: z.object({ userId: z.string(), email: z.string(), name: z.string() }),
});
