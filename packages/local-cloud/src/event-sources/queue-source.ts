import * as z from 'zod/mini';
import { REGION } from '../aws/account.ts';
import { queueSpans } from '../console/queue-spans.ts';
import type { SpanCollector } from '../console/span-collector.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import type { InProcessClient } from '../in-process-client.ts';
import type { QueueEvent } from '../templates/model.ts';
import { batchOutcome, type BatchOutcome } from './batch-response.ts';
import type { EventSource } from './event-source.ts';
import { recordFilter } from './filter.ts';
import { Pause } from './pause.ts';

const Message = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string(),
  Attributes: z._default(z.record(z.string(), z.string()), {}),
  MessageAttributes: z._default(
    z.record(
      z.string(),
      z.object({
        DataType: z.string(),
        StringValue: z.optional(z.string()),
        BinaryValue: z.optional(z.string()),
      }),
    ),
    {},
  ),
});
type Message = z.output<typeof Message>;

const Received = z.object({ Messages: z._default(z.array(Message), []) });

const LONGEST_POLL_SECONDS = 20;
const MOST_PER_RECEIVE = 10;
const DEFAULT_CONCURRENCY = 2;
/** After a failure of the cloud itself, not of a function. */
const RECOVERY_MS = 1_000;

export interface QueueSourceOptions {
  readonly event: QueueEvent;
  readonly functionName: string;
  readonly sqs: InProcessClient;
  readonly runtime: FunctionRuntime;
  readonly spans?: SpanCollector | undefined;
  readonly onError: (error: unknown) => void;
}

/**
 * The event source mapping of a queue: polls, invokes with batches, deletes what was taken. What failed becomes
 * visible again when the queue's visibility timeout is over, and its redrive policy counts on.
 */
export function queueSource(options: QueueSourceOptions): EventSource {
  const { event, sqs, runtime, functionName } = options;
  const QueueUrl = event.queueArn;
  const passes = recordFilter(event.filterPatterns);
  const recovery = new Pause();
  let running = false;
  let lanes: Promise<void>[] = [];
  let working = 0;

  async function receive(count: number, WaitTimeSeconds: number): Promise<Message[]> {
    const request = {
      QueueUrl,
      MaxNumberOfMessages: Math.min(count, MOST_PER_RECEIVE),
      WaitTimeSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    return (await sqs.call('ReceiveMessage', request, Received)).Messages;
  }

  async function collect(): Promise<Message[]> {
    const batch = await receive(event.batchSize, LONGEST_POLL_SECONDS);
    const deadline = Date.now() + event.batchWindowSeconds * 1000;
    while (running && batch.length > 0 && batch.length < event.batchSize) {
      const left = Math.ceil((deadline - Date.now()) / 1000);
      if (left <= 0) break;
      batch.push(...(await receive(event.batchSize - batch.length, Math.min(left, LONGEST_POLL_SECONDS))));
    }
    return batch;
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const wanted = messages.filter((message) => passes(filterable(message)));
    await remove(messages.filter((message) => !wanted.includes(message)));
    if (wanted.length === 0) return;
    const spans = queueSpans(options.spans, event.queueArn, wanted);
    const Records = wanted.map((message) => toRecord(message, event));
    const result = await runtime.invoke(functionName, { Records }, spans.invocation);
    const ids = wanted.map(({ MessageId }) => MessageId);
    const outcome = batchOutcome(result, ids, event.reportsItemFailures);
    const taken = takenOf(wanted, outcome);
    spans.settle(taken);
    await remove(taken);
  }

  async function remove(messages: readonly Message[]): Promise<void> {
    await Promise.all(messages.map(({ ReceiptHandle }) => sqs.run('DeleteMessage', { QueueUrl, ReceiptHandle })));
  }

  async function poll(): Promise<void> {
    while (running) {
      try {
        const messages = await collect();
        // Also when stopped meanwhile: what was received would stay hidden for its whole visibility timeout.
        working += 1;
        await handle(messages).finally(() => (working -= 1));
      } catch (error) {
        if (!running) return;
        options.onError(error);
        await recovery.wait(RECOVERY_MS);
      }
    }
  }

  return {
    start() {
      running = true;
      lanes = Array.from({ length: event.maximumConcurrency ?? DEFAULT_CONCURRENCY }, () => poll());
    },
    stop() {
      running = false;
      recovery.signal();
    },
    async settled() {
      await Promise.all(lanes);
    },
    busy: () => working > 0,
  };
}

function takenOf(messages: readonly Message[], outcome: BatchOutcome): readonly Message[] {
  if (outcome.kind === 'failed') return [];
  return outcome.kind === 'succeeded'
    ? messages
    : messages.filter(({ MessageId }) => !outcome.failedIds.has(MessageId));
}

function filterable(message: Message): object {
  return { body: parsedBody(message.Body), messageId: message.MessageId, messageAttributes: message.MessageAttributes };
}

function parsedBody(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return parsed;
  } catch {
    return body;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
function toRecord(message: Message, { queueArn }: QueueEvent): object {
  const attributes = Object.entries(message.MessageAttributes).map(([name, attribute]) => [
    name,
    {
      stringValue: attribute.StringValue,
      binaryValue: attribute.BinaryValue,
      stringListValues: [],
      binaryListValues: [],
      dataType: attribute.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}
