import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';

/** A person asks for a copy of the own data; every service that holds some answers with `person-exported`. */
export const ExportRequested = defineEvent({
  service: 'identity',
  name: 'export-requested',
  version: 1,
  data: z.object({ exportId: z.string(), userId: z.string() }),
});
