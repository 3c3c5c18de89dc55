import type { TraceContext } from '@tradewind/kernel';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { wired } from '../invocation/wired.ts';
import { invocationHandler, type InvocationHandler } from '../invocation/invocation.ts';
import type { Logger } from '../logging/logger.ts';

const Envelope = z.object({ awslogs: z.object({ data: z.string() }) });

const LogBatch = z.object({
  messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
  logGroup: z.string(),
  logStream: z.string(),
  logEvents: z.array(z.object({ id: z.string(), timestamp: z.number(), message: z.string() })),
});
/** Lines of one stream of a log group that a subscription's pattern found. */
export type LogBatch = z.output<typeof LogBatch>;

export interface LogContext<Deps> {
  readonly batch: LogBatch;
  readonly deps: Deps;
  readonly trace: TraceContext;
  readonly log: Logger;
}

/** Well above what CloudWatch sends at once, well below what would take the function down. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

/**
 * Unpacks what CloudWatch Logs calls a subscribed function with: JSON, gzipped, in base64. Throws for anything else,
 * without repeating what it was.
 */
function unpack(payload: unknown): LogBatch {
  try {
    const { awslogs } = Envelope.parse(payload);
    const text = gunzipSync(Buffer.from(awslogs.data, 'base64'), { maxOutputLength: MAX_BATCH_BYTES }).toString('utf8');
    return LogBatch.parse(JSON.parse(text));
  } catch {
    throw new Error('The payload is no batch of log events.');
  }
}

/**
 * Handles lines of log groups that the function is subscribed to. A batch that fails is tried again as a whole by
 * Lambda. By control messages CloudWatch asks whether anybody is there; they have no lines.
 */
export function logHandler<Deps>(
  options: { readonly deps: () => Deps | Promise<Deps> },
  handle: (context: LogContext<Deps>) => Promise<void>,
): InvocationHandler<void> {
  const deps = wired(options.deps);
  return invocationHandler(async ({ payload, trace, log }) => {
    const batch = unpack(payload);
    if (batch.messageType === 'DATA_MESSAGE') await handle({ batch, deps: await deps(), trace, log });
  }, deps);
}
