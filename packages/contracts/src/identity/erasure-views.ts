import * as z from 'zod/mini';
import { Timestamp } from '../http/shapes.ts';
import { UserId } from './views.ts';

/** What one service erased: how many of which, and what it keeps without the person. */
export const ErasurePart = z.strictObject({
  service: z.string(),
  /** Null until the service has answered. */
  erasedAt: z.nullable(Timestamp),
  erased: z.record(z.string(), z.int()),
  kept: z.array(z.string()),
});

/** The report of an erasure; it names nobody but by the id. */
export const ErasureView = z.strictObject({
  userId: UserId,
  status: z.enum(['in_progress', 'complete']),
  requestedAt: Timestamp,
  requestedBy: z.enum(['person', 'admin']),
  parts: z.array(ErasurePart),
});
export type ErasureView = z.output<typeof ErasureView>;
