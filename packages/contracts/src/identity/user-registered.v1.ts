import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';

/** A person proved that the address is theirs; said once per user. */
export const UserRegistered = defineEvent({
  service: 'identity',
  name: 'user-registered',
  version: 1,
  data: z.object({ userId: z.string(), email: z.string(), name: z.string() }),
});
