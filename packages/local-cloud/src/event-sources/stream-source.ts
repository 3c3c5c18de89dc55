import type { FunctionRuntime, InvocationResult } from '../functions/runtime.ts';
import type { InProcessClient } from '../in-process-client.ts';
import type { FunctionModel, StreamEvent } from '../templates/model.ts';
import { batchOutcome } from './batch-response.ts';
import type { EventSource } from './event-source.ts';
import { recordFilter } from './filter.ts';
import { Pause } from './pause.ts';
import type { StreamPositions } from './stream-positions.ts';
import { openStreamReader, type StreamReader, type StreamRecord } from './stream-reader.ts';

export interface StreamSourceOptions {
  readonly event: StreamEvent;
  readonly definition: FunctionModel;
  readonly dynamodb: InProcessClient;
  /** Calls back when a stream has new records. Answers how to stop. */
  readonly onStreamRecord: (listener: (streamArn: string) => void) => () => void;
  readonly positions: StreamPositions;
  readonly runtime: FunctionRuntime;
  readonly sendToQueue: (queueArn: string, body: string) => void;
  /** Pauses between attempts double up to this; two seconds when left out. */
  readonly longestRetryMs?: number | undefined;
  readonly onError: (error: unknown) => void;
}

/** A safety net only: new records are signalled. */
const POLL_MS = 5_000;
const RECOVERY_MS = 1_000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2_000;

const sequenceOf = (record: StreamRecord): string => record.dynamodb.SequenceNumber;

/**
 * The event source mapping of a DynamoDB stream: batches in order, and nothing after a failing record before that one
 * is done or given up. The position is saved after each batch, so a killed process repeats at most one.
 */
export function streamSource(options: StreamSourceOptions): EventSource {
  const { event, definition, positions, runtime, longestRetryMs = LONGEST_RETRY_MS } = options;
  const mapping = `${definition.name}|${event.tableName}`;
  const passes = recordFilter(event.filterPatterns);
  const news = new Pause();
  const backoff = new Pause();
  let running = false;
  let working = false;
  let loop: Promise<void> = Promise.resolve();
  let unsubscribe = () => {};

  async function startingPosition(reader: StreamReader): Promise<string> {
    const saved = positions.get(mapping);
    if (saved !== undefined) return saved;
    const first = event.startingPosition === 'LATEST' ? await reader.newest() : '';
    positions.save(mapping, first);
    return first;
  }

  async function run(): Promise<void> {
    const reader = await openStreamReader(options.dynamodb, event.tableName);
    unsubscribe = options.onStreamRecord((streamArn) => {
      if (streamArn === reader.streamArn) news.signal();
    });
    let position = await startingPosition(reader);
    while (running) {
      const page = await fullPage(reader, position);
      const last = page.at(-1);
      if (last === undefined) {
        await news.wait(POLL_MS);
        continue;
      }
      working = true;
      const wanted = page.filter((record) => passes(record));
      for (let start = 0; start < wanted.length && running; start += event.batchSize) {
        await handle(reader, wanted.slice(start, start + event.batchSize));
      }
      working = false;
      if (!running) return;
      position = sequenceOf(last);
      positions.save(mapping, position);
    }
  }

  /** With a batching window, waits it out for a batch that is not full. */
  async function fullPage(reader: StreamReader, position: string): Promise<StreamRecord[]> {
    const page = await reader.after(position);
    if (page.length === 0 || page.length >= event.batchSize || event.batchWindowSeconds === 0) return page;
    await backoff.wait(event.batchWindowSeconds * 1000);
    return [...page, ...(await reader.after(page.at(-1)?.dynamodb.SequenceNumber ?? position))];
  }

  /** Returns when the batch is done or given up, or when the source was stopped. */
  async function handle(reader: StreamReader, batch: readonly StreamRecord[]): Promise<void> {
    let pending = batch;
    for (let attempt = 0; running && pending.length > 0; attempt += 1) {
      const result = await runtime.invoke(definition.name, {
        Records: pending.map((record) => toRecord(record, reader)),
      });
      if (!running && result.functionError !== undefined) return;
      const outcome = batchOutcome(result, pending.map(sequenceOf), event.reportsItemFailures);
      if (outcome.kind === 'succeeded') return;
      const failedAt =
        outcome.kind === 'failed' ? 0 : pending.findIndex((record) => outcome.failedIds.has(sequenceOf(record)));
      const lastDone = pending[failedAt - 1];
      if (lastDone !== undefined) {
        positions.save(mapping, sequenceOf(lastDone));
        pending = pending.slice(failedAt);
        attempt = 0;
      }
      if (event.bisectsOnError && pending.length > 1) {
        const middle = Math.ceil(pending.length / 2);
        await handle(reader, pending.slice(0, middle));
        await handle(reader, pending.slice(middle));
        return;
      }
      if (event.maximumRetryAttempts >= 0 && attempt >= event.maximumRetryAttempts) {
        giveUp(reader, pending, result, attempt + 1);
        return;
      }
      await backoff.wait(Math.min(FIRST_RETRY_MS * 2 ** attempt, longestRetryMs));
    }
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
  function giveUp(
    reader: StreamReader,
    batch: readonly StreamRecord[],
    result: InvocationResult,
    invokeCount: number,
  ): void {
    const [first, last] = [batch[0], batch.at(-1)];
    if (event.onFailureArn === undefined || first === undefined || last === undefined) return;
    const arrival = (record: StreamRecord) =>
      new Date((record.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
    const failure = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId: result.requestId,
        functionArn: `${definition.arn}:$LATEST`,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: invokeCount,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: result.functionError ?? null },
      DDBStreamBatchInfo: {
        shardId: reader.shardId,
        startSequenceNumber: sequenceOf(first),
        endSequenceNumber: sequenceOf(last),
        approximateArrivalOfFirstRecord: arrival(first),
        approximateArrivalOfLastRecord: arrival(last),
        batchSize: batch.length,
        streamArn: reader.streamArn,
      },
    };
    options.sendToQueue(event.onFailureArn, JSON.stringify(failure));
  }

  async function supervise(): Promise<void> {
    while (running) {
      try {
        await run();
      } catch (error) {
        if (!running) return;
        options.onError(error);
        await backoff.wait(RECOVERY_MS);
      } finally {
        working = false;
        unsubscribe();
      }
    }
  }

  return {
    start() {
      running = true;
      loop = supervise();
    },
    stop() {
      running = false;
      news.signal();
      backoff.signal();
    },
    settled: () => loop,
    busy: () => working,
  };
}

function toRecord(record: StreamRecord, reader: StreamReader): object {
  return { ...record, eventSourceARN: reader.streamArn };
}
