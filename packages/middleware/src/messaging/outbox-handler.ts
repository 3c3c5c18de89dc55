import type { EventDefinition } from '@tradewind/contracts/events/event';
import { AnyEvent } from '@tradewind/contracts/events/event';
import type { OutboxPublisher } from '@tradewind/dynamodb/outbox-publisher';
import * as z from 'zod/mini';
import { invocationHandler, type InvocationHandler } from '../invocation/invocation.ts';
import { wired } from '../invocation/wired.ts';
import { idsIn } from '../logging/ids.ts';
import type { Logger } from '../logging/logger.ts';
import { levelOfTrace } from '../logging/sampling.ts';
import { batchResponse, type BatchResponse } from './batch.ts';
import type { DeliveryOptions } from './queue-handler.ts';
import { StreamBatch, type StreamRecord } from './stream-handler.ts';

const OutboxRow = z.object({ detailType: z.object({ S: z.string() }), detail: z.object({ S: z.string() }) });

/** What one event means to the business, counted when it is published; made by {@link counting}. */
export interface EventMeasure {
  readonly detailType: string;
  count(data: unknown, log: Logger): void;
}

/** Counts business metrics by an event: an event is published once for each change, a saga's step may run twice. */
export function counting<Data>(
  definition: EventDefinition<Data>,
  count: (data: Data, log: Logger) => void,
): EventMeasure {
  return { detailType: definition.detailType, count: (data, log) => count(definition.data.parse(data), log) };
}

/** One line for a published event, in the trace of the request that caused it; the stream's own trace is another. */
function tellPublished(record: StreamRecord, measures: readonly EventMeasure[], stream: Logger): void {
  const row = z.safeParse(OutboxRow, record.dynamodb.NewImage).data;
  if (row === undefined || record.eventName !== 'INSERT') return;
  const detailType = row.detailType.S;
  const {
    id: eventId,
    occurredAt,
    correlationId,
    causationId,
    traceparent,
    data,
  } = AnyEvent.parse(JSON.parse(row.detail.S));
  // The event is no hop: it stands where the hop stood that caused it.
  const fields = { correlationId, causationId, ...(traceparent === undefined ? {} : { traceparent }) };
  const log = stream.child(fields, levelOfTrace(traceparent));
  log.info('event published', { detailType, eventId, occurredAt, ...idsIn(data) });
  for (const measure of measures) if (measure.detailType === detailType) measure.count(data, log);
}

/**
 * The `publish-outbox` function of every service: puts the outbox rows of its table's stream on the bus. `measures`
 * are the business metrics that the service's events bring.
 */
export function outboxHandler(
  options: DeliveryOptions<OutboxPublisher> & { readonly measures?: readonly EventMeasure[] },
): InvocationHandler<BatchResponse> {
  const publisher = wired(options.deps);
  const { measures = [] } = options;
  return invocationHandler(async ({ payload, log }) => {
    const { Records } = StreamBatch.parse(payload);
    const { failed, cause } = await (await publisher()).publish(Records);
    for (const record of Records) {
      if (!failed.includes(record.dynamodb.SequenceNumber)) tellPublished(record, measures, log);
    }
    if (failed.length > 0) log.error('events were not published', { sequenceNumbers: failed, error: cause });
    return batchResponse(failed);
  }, publisher);
}
