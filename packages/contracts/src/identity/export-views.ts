import * as z from 'zod/mini';
import { idSchema, Timestamp } from '../http/shapes.ts';

export const ExportId = idSchema('exp');

/** A copy of a person's data. `data` has the records of each service by its name, and is null until all have answered. */
export const ExportView = z.strictObject({
  id: ExportId,
  status: z.enum(['in_progress', 'complete']),
  requestedAt: Timestamp,
  /** When the copy is deleted. */
  expiresAt: Timestamp,
  data: z.nullable(z.record(z.string(), z.array(z.record(z.string(), z.unknown())))),
});
export type ExportView = z.output<typeof ExportView>;
