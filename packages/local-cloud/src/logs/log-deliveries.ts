import type { Clock } from '@tradewind/kernel';
import { arn } from '../aws/account.ts';
import type { CloudModel } from '../templates/model.ts';
import { logEnvelope, type LogEvent } from './log-envelope.ts';
import { logSubscriptionsOf, type LogSubscription } from './log-subscriptions.ts';

export interface LogDeliveriesOptions {
  readonly clock: Clock;
  /** Whether a function's own policy lets CloudWatch Logs call it for this log group. */
  readonly mayInvoke: (logGroupArn: string, functionName: string) => boolean;
  /** Whether there is such a function. */
  readonly has: (functionName: string) => boolean;
  /** Accepts an asynchronous invocation; it is on disk when this returns. */
  readonly enqueue: (functionName: string, payload: unknown) => void;
  /** Told once of a subscription that AWS would not have created. */
  readonly onRefused: (reason: string) => void;
}

/** Lines of one moment go out together; CloudWatch takes seconds for it. */
const GATHERING_MS = 100;
const LARGEST_BATCH = 500;
/** CloudWatch's limit for one event, in bytes; here in characters. */
const LONGEST_LINE = 262_144;

/** Hands what functions write to those that are subscribed to it. Nothing is kept: the console has the lines. */
export class LogDeliveries {
  readonly #options: LogDeliveriesOptions;
  readonly #gathered = new Map<LogSubscription, LogEvent[]>();
  #subscriptions: ReadonlyMap<string, readonly LogSubscription[]> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #lines = 0;

  constructor(options: LogDeliveriesOptions) {
    this.#options = options;
  }

  /** Whether lines are gathered that nobody has been told of yet. */
  get busy(): boolean {
    return this.#gathered.size > 0;
  }

  /** Takes over the subscriptions of the templates. Throws TemplateError for one that cannot be. */
  replaceModel(model: CloudModel): void {
    const { has, mayInvoke, onRefused } = this.#options;
    const allowed = ({ logGroup, destination }: LogSubscription): boolean => {
      // A cloud of some services only has nobody to tell.
      if (!has(destination)) return false;
      if (mayInvoke(arn('logs', `log-group:${logGroup}:*`), destination)) return true;
      onRefused(`${logGroup} cannot be subscribed: no permission lets logs.amazonaws.com call ${destination}`);
      return false;
    };
    this.#subscriptions = new Map(
      [...logSubscriptionsOf(model)].map(([logGroup, subscriptions]) => [logGroup, subscriptions.filter(allowed)]),
    );
  }

  /** A line that a function wrote. */
  accept(functionName: string, line: string): void {
    for (const subscription of this.#subscriptions.get(`/aws/lambda/${functionName}`) ?? []) {
      if (subscription.selects(line)) this.#gather(subscription, line);
    }
  }

  /** Hands over at once what is gathered. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const subscription of this.#gathered.keys()) this.#deliver(subscription);
  }

  #gather(subscription: LogSubscription, line: string): void {
    const timestamp = this.#options.clock.now().getTime();
    this.#lines += 1;
    const id = `${timestamp}${String(this.#lines).padStart(16, '0')}`.padStart(56, '0');
    const gathered = this.#gathered.get(subscription) ?? [];
    gathered.push({ id, timestamp, message: line.slice(0, LONGEST_LINE) });
    this.#gathered.set(subscription, gathered);
    if (gathered.length >= LARGEST_BATCH) this.#deliver(subscription);
    else this.#timer ??= setTimeout(() => this.flush(), GATHERING_MS);
  }

  #deliver(subscription: LogSubscription): void {
    const events = this.#gathered.get(subscription) ?? [];
    this.#gathered.delete(subscription);
    if (events.length > 0) this.#options.enqueue(subscription.destination, logEnvelope(subscription, events));
  }
}
