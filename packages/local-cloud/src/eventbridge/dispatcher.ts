import type { Clock } from '@tradewind/kernel';
import type { MessageAttributes } from '../sqs/message-attributes.ts';
import type { DeliveryTable, PendingDelivery } from './delivery-table.ts';

export interface DeliveryContext {
  readonly eventId: string;
  readonly ruleArn: string;
  /** The trace header of PutEvents' entry, for the target's own headers. */
  readonly traceHeader: string | undefined;
}

/** Hands a payload (JSON text) to a target. A rejection is retried; an UndeliverableError is not. */
export type Deliver = (targetArn: string, payload: string, context: DeliveryContext) => Promise<void>;

/** Puts what a rule could not deliver into a queue, with the attributes that say why. */
export type DeadLetter = (
  queueArn: string,
  payload: string,
  attributes: MessageAttributes,
  ruleArn: string,
) => Promise<void> | void;

/** The target does not exist or refuses: trying again would not help. */
export class UndeliverableError extends Error {
  override readonly name = 'UndeliverableError';
  readonly code: 'NO_RESOURCE' | 'NO_PERMISSIONS';

  constructor(message: string, code: 'NO_RESOURCE' | 'NO_PERMISSIONS' = 'NO_RESOURCE', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface DispatcherOptions {
  readonly deliveries: DeliveryTable;
  readonly clock: Clock;
  readonly deliver: Deliver;
  readonly deadLetter: DeadLetter;
  /** Told of events that are given up without a dead-letter queue. */
  readonly onDropped: (reason: string) => void;
}

const MAX_CONCURRENT = 32;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 60_000;
const DEFAULT_MAX_ATTEMPTS = 185;
const DEFAULT_MAX_AGE_SECONDS = 86_400;

/** Works through the pending deliveries, oldest first, until their targets took them or gave up. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #inFlight = new Map<number, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Begins to deliver, first what an earlier process left behind. */
  start(): void {
    this.#running = true;
    this.pump();
  }

  /** Starts every due delivery that there is room for, and comes back for the next one. */
  pump(): void {
    if (!this.#running) return;
    clearTimeout(this.#timer);
    const now = this.#options.clock.now().getTime();
    for (const delivery of this.#options.deliveries.due(now, MAX_CONCURRENT * 2)) {
      if (this.#inFlight.size >= MAX_CONCURRENT) return;
      if (!this.#inFlight.has(delivery.id)) this.#begin(delivery);
    }
    const nextAt = this.#options.deliveries.nextAt();
    if (nextAt !== undefined && nextAt > now) {
      this.#timer = setTimeout(() => this.pump(), Math.min(nextAt - now, LONGEST_RETRY_MS));
    }
  }

  /** Takes up nothing new and waits for what is under way. */
  async close(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await Promise.allSettled(this.#inFlight.values());
  }

  #begin(delivery: PendingDelivery): void {
    const work = this.#attempt(delivery).finally(() => {
      this.#inFlight.delete(delivery.id);
      this.pump();
    });
    this.#inFlight.set(delivery.id, work);
  }

  async #attempt(delivery: PendingDelivery): Promise<void> {
    try {
      await this.#options.deliver(delivery.target.Arn, delivery.payload, {
        eventId: delivery.event_id,
        ruleArn: delivery.rule_arn,
        traceHeader: delivery.trace_header ?? undefined,
      });
      this.#options.deliveries.delete(delivery.id);
    } catch (error) {
      await this.#failed(delivery, error);
    }
  }

  async #failed(delivery: PendingDelivery, error: unknown): Promise<void> {
    const now = this.#options.clock.now().getTime();
    const exhausted = exhaustedCondition(delivery, error, now);
    if (exhausted === undefined) {
      this.#options.deliveries.retry(delivery.id, delivery.attempts + 1, now + retryDelay(delivery.attempts));
      return;
    }
    try {
      await this.#giveUp(delivery, error, exhausted);
      this.#options.deliveries.delete(delivery.id);
    } catch {
      this.#options.deliveries.retry(delivery.id, delivery.attempts + 1, now + LONGEST_RETRY_MS);
    }
  }

  async #giveUp(delivery: PendingDelivery, error: unknown, condition: string): Promise<void> {
    const { target } = delivery;
    const reason = error instanceof Error ? error.message : String(error);
    if (target.DeadLetterConfig === undefined) {
      this.#options.onDropped(`${delivery.rule_arn} gave up on ${target.Arn}: ${reason}`);
      return;
    }
    const attributes = {
      RULE_ARN: text(delivery.rule_arn),
      TARGET_ARN: text(target.Arn),
      ERROR_CODE: text(error instanceof UndeliverableError ? error.code : 'SDK_CLIENT_ERROR'),
      ERROR_MESSAGE: text(reason),
      EXHAUSTED_RETRY_CONDITION: text(condition),
      RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(delivery.attempts) },
    };
    await this.#options.deadLetter(target.DeadLetterConfig.Arn, delivery.payload, attributes, delivery.rule_arn);
  }
}

function exhaustedCondition(delivery: PendingDelivery, error: unknown, now: number): string | undefined {
  const policy = delivery.target.RetryPolicy;
  if (error instanceof UndeliverableError) return 'NotRetryable';
  if (delivery.attempts >= (policy?.MaximumRetryAttempts ?? DEFAULT_MAX_ATTEMPTS)) return 'MaximumRetryAttempts';
  const maxAge = (policy?.MaximumEventAgeInSeconds ?? DEFAULT_MAX_AGE_SECONDS) * 1000;
  return now - delivery.created_at >= maxAge ? 'MaximumEventAgeInSeconds' : undefined;
}

function retryDelay(attempts: number): number {
  const ceiling = Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}

function text(value: string) {
  return { DataType: 'String', StringValue: value === '' ? '-' : value };
}
