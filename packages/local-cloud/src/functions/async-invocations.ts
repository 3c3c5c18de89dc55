import { randomUUID } from 'node:crypto';
import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { jsonColumn, type Store } from '../store.ts';
import type { FunctionModel } from '../templates/model.ts';
import type { FunctionRuntime, InvocationResult } from './runtime.ts';

const Row = z.object({
  id: z.number(),
  request_id: z.string(),
  function_name: z.string(),
  payload: jsonColumn(z.unknown()),
  attempts: z.number(),
});
type Pending = z.output<typeof Row>;

const NextRow = z.object({ at: z.nullable(z.number()) });
const CountRow = z.object({ count: z.number() });

export interface AsyncInvocationsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly runtime: FunctionRuntime;
  readonly definitionOf: (functionName: string) => FunctionModel | undefined;
  /** Puts the record of an invocation whose retries are used up into the queue that the function names. */
  readonly sendToQueue: (functionName: string, queueArn: string, body: string) => void;
  readonly onGivenUp?: (functionName: string, result: InvocationResult) => void;
  /** AWS waits one minute, then two; here nobody wants to. */
  readonly retryDelaysMs?: readonly number[];
}

const MAX_IN_FLIGHT = 16;

/**
 * Lambda's asynchronous invocations: accepted at once, run from a table so that they outlive the process, retried, and
 * sent to the function's failure destination in the end. At least once.
 */
export class AsyncInvocations {
  readonly #options: Required<AsyncInvocationsOptions>;
  readonly #insert;
  readonly #due;
  readonly #retry;
  readonly #delete;
  readonly #next;
  readonly #count;
  readonly #inFlight = new Map<number, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(options: AsyncInvocationsOptions) {
    this.#options = { retryDelaysMs: [1_000, 2_000], onGivenUp: () => undefined, ...options };
    const { store } = options;
    store.define(`CREATE TABLE IF NOT EXISTS lambda_async_invocations (
      id INTEGER PRIMARY KEY AUTOINCREMENT, request_id TEXT NOT NULL, function_name TEXT NOT NULL,
      payload TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL)`);
    this.#insert = store.command(`INSERT INTO lambda_async_invocations (request_id, function_name, payload, due_at)
      VALUES (:requestId, :functionName, :payload, :now)`);
    this.#due = store.query(
      `SELECT id, request_id, function_name, payload, attempts FROM lambda_async_invocations
       WHERE due_at <= :now ORDER BY due_at, id LIMIT :limit`,
      Row,
    );
    this.#retry = store.command(
      'UPDATE lambda_async_invocations SET attempts = :attempts, due_at = :dueAt WHERE id = :id',
    );
    this.#delete = store.command('DELETE FROM lambda_async_invocations WHERE id = :id');
    this.#next = store.query('SELECT min(due_at) AS at FROM lambda_async_invocations WHERE due_at > :now', NextRow);
    this.#count = store.query('SELECT count(*) AS count FROM lambda_async_invocations', CountRow);
  }

  /** Accepts an invocation: from here on it is on disk. */
  enqueue(functionName: string, payload: unknown, requestId: string = randomUUID()): void {
    this.#insert.run({ requestId, functionName, payload: JSON.stringify(payload) ?? 'null', now: this.#now() });
    this.#pump();
  }

  /** Begins to run them, first what an earlier process left behind. */
  start(): void {
    this.#running = true;
    this.#pump();
  }

  pending(): number {
    return this.#count.get()?.count ?? 0;
  }

  /** Takes up nothing new. What is under way runs again after the next start, unless it ends before the runtime does. */
  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#inFlight.values());
  }

  #pump(): void {
    if (!this.#running) return;
    clearTimeout(this.#timer);
    const now = this.#now();
    for (const pending of this.#due.all({ now, limit: MAX_IN_FLIGHT * 2 })) {
      if (this.#inFlight.size >= MAX_IN_FLIGHT) return;
      if (!this.#inFlight.has(pending.id)) this.#begin(pending);
    }
    const nextAt = this.#next.get({ now })?.at;
    if (typeof nextAt === 'number') this.#timer = setTimeout(() => this.#pump(), nextAt - now);
  }

  #begin(pending: Pending): void {
    const work = this.#attempt(pending).finally(() => {
      this.#inFlight.delete(pending.id);
      this.#pump();
    });
    this.#inFlight.set(pending.id, work);
  }

  async #attempt(pending: Pending): Promise<void> {
    const { runtime, definitionOf, retryDelaysMs } = this.#options;
    const definition = definitionOf(pending.function_name);
    if (definition === undefined) {
      this.#delete.run({ id: pending.id });
      return;
    }
    const result = await runtime.invoke(pending.function_name, pending.payload, { requestId: pending.request_id });
    // A sandbox that was closed under the invocation says nothing about the function: it runs again after the start.
    if (!this.#running && result.functionError !== undefined) return;
    if (result.functionError === undefined) this.#delete.run({ id: pending.id });
    else if (pending.attempts >= definition.maximumRetryAttempts) this.#giveUp(pending, definition, result);
    else {
      const delay = retryDelaysMs[Math.min(pending.attempts, retryDelaysMs.length - 1)] ?? 0;
      this.#retry.run({ id: pending.id, attempts: pending.attempts + 1, dueAt: this.#now() + delay });
    }
  }

  #giveUp(pending: Pending, definition: FunctionModel, result: InvocationResult): void {
    const { store, sendToQueue, onGivenUp } = this.#options;
    store.transaction(() => {
      if (definition.onFailureArn !== undefined) {
        sendToQueue(
          definition.name,
          definition.onFailureArn,
          JSON.stringify(this.#failureRecord(pending, definition, result)),
        );
      }
      this.#delete.run({ id: pending.id });
    });
    onGivenUp(definition.name, result);
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
  #failureRecord(pending: Pending, definition: FunctionModel, result: InvocationResult): object {
    return {
      version: '1.0',
      timestamp: this.#options.clock.now().toISOString(),
      requestContext: {
        requestId: pending.request_id,
        functionArn: `${definition.arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: pending.attempts + 1,
      },
      requestPayload: pending.payload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: result.functionError },
      responsePayload: result.payload,
    };
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }
}
