import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';

/**
 * A person is to be forgotten, beyond recall: every service erases what it holds of the person and answers with its own
 * `person-erased` event. Address and name are for the last mail; nobody may keep them.
 */
export const UserErased = defineEvent({
  service: 'identity',
  name: 'user-erased',
  version: 1,
  data: z.object({ userId: z.string(), email: z.string(), name: z.string() }),
});
