import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const quantity = z.number().check(z.nonnegative());

/** What one run of an operation needs, to the last event that follows from it. */
const OperationUsage = z.strictObject({
  /** Requests at the HTTP API. */
  requests: quantity,
  responseBytes: quantity,
  /** By `service/function`. Milliseconds are those of all its invocations together, on a whole core. */
  functions: z.record(z.string(), z.strictObject({ invocations: quantity, durationMs: quantity, logBytes: quantity })),
  /** Request units by service. */
  tables: z.record(z.string(), z.strictObject({ read: quantity, write: quantity })),
  /** By the service that publishes them. */
  events: z.record(z.string(), quantity),
  /** Messages put into queues, by the service that reads them. */
  messages: z.record(z.string(), quantity),
  /** Milliseconds of Express executions. */
  expressMs: quantity,
  mails: quantity,
});

const MeasuredUsage = z.strictObject({
  /** The day, as in 2026-11-21. */
  measuredOn: z.string(),
  operations: z.record(z.string(), OperationUsage),
});

export type OperationUsage = z.output<typeof OperationUsage>;
export type MeasuredUsage = z.output<typeof MeasuredUsage>;

export const MEASURED_USAGE_FILE = path.join(import.meta.dirname, 'measured-usage.json');

/** What `npm run cost:measure` wrote down. Throws naming what does not fit. */
export function readMeasuredUsage(text = readFileSync(MEASURED_USAGE_FILE, 'utf8')): MeasuredUsage {
  return MeasuredUsage.parse(JSON.parse(text));
}
