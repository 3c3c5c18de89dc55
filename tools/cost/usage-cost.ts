import type { StageSettings } from '../stages/stages.ts';
import type { CostLine } from './line.ts';
import type { OperationUsage } from './measured-usage.ts';
import { PRICES } from './prices.ts';

/** What the bill needs to know that no template says. */
export const ASSUMPTIONS = {
  /** Share of invocations that start cold, whose initialisation is billed as well. */
  coldStarts: 0.02,
  /** Milliseconds of an initialisation at 512 MB. */
  initMs: 300,
  /** Traces that X-Ray records: one a second and 5 % of the rest, its default rule, counted as the 5 %. */
  tracedShare: 0.05,
  /** Bytes of the HTTP API's access log per request. */
  accessLogBytes: 400,
  /** Requests at SQS per message: it is sent, received and deleted. */
  requestsPerMessage: 3,
  /** GB that an Express execution holds, billed in steps of 64 MB. */
  expressGb: 64 / 1024,
  /** A run of a schedule that finds nothing to do: one query, by an instance that stays warm. */
  scheduledRun: { durationMs: 5, readUnits: 0.5, logBytes: 500 },
  /** Bytes that an order leaves in the tables of all services. */
  storedBytesPerOrder: 12_000,
} as const;

/**
 * Lambda gives a function one whole virtual CPU at this memory and a share of it below.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MB_PER_CPU = 1769;

/** Megabytes of a function by `service/function`. */
export type MemoryOf = (name: string) => number;

export interface UsageContext {
  readonly memoryOf: MemoryOf;
  readonly settings: Pick<StageSettings, 'tracing' | 'waf' | 'cdn'>;
}

/** GB-seconds of so many milliseconds on a whole core, at a memory that gives only a share of one. */
export function gbSeconds(durationMs: number, memoryMb: number): number {
  const share = Math.min(1, memoryMb / MB_PER_CPU);
  return (durationMs / share / 1000) * (memoryMb / 1024);
}

type Bill = (service: string, position: string, quantity: number, price: number) => void;

function billFunctions(usage: OperationUsage, times: number, { memoryOf, settings }: UsageContext, bill: Bill): void {
  for (const [name, { invocations, durationMs, logBytes }] of Object.entries(usage.functions)) {
    const [service = name] = name.split('/');
    const memory = memoryOf(name);
    const cold = invocations * ASSUMPTIONS.coldStarts;
    const initialisation = (cold * ASSUMPTIONS.initMs * memory) / 1024 / 1000;
    bill(service, 'lambda requests', times * invocations, PRICES.lambda.request);
    bill(
      service,
      'lambda GB-seconds',
      times * (gbSeconds(durationMs, memory) + initialisation),
      PRICES.lambda.gbSecond,
    );
    bill(service, 'GB of logs', (times * logBytes) / 1e9, PRICES.logs.ingestedGb);
    if (settings.tracing) bill(service, 'traces', times * invocations * ASSUMPTIONS.tracedShare, PRICES.xray.trace);
  }
}

function billRequests(usage: OperationUsage, times: number, { settings }: UsageContext, bill: Bill): void {
  const requests = times * usage.requests;
  const sentGb = (times * usage.responseBytes) / 1e9;
  bill('platform', 'HTTP API requests', requests, PRICES.httpApi.request);
  bill('platform', 'GB of logs', (requests * ASSUMPTIONS.accessLogBytes) / 1e9, PRICES.logs.ingestedGb);
  if (settings.cdn) {
    bill('edge', 'CDN requests', requests, PRICES.cdn.request);
    bill('edge', 'GB sent', sentGb, PRICES.cdn.outGb);
    if (settings.waf) bill('edge', 'WAF requests', requests, PRICES.waf.request);
  } else {
    bill('platform', 'GB sent', sentGb, PRICES.network.outGb);
  }
}

function billMessaging(usage: OperationUsage, times: number, bill: Bill): void {
  for (const [service, events] of Object.entries(usage.events)) {
    bill(service, 'events', times * events, PRICES.events.event);
  }
  for (const [service, messages] of Object.entries(usage.messages)) {
    bill(service, 'queue requests', times * messages * ASSUMPTIONS.requestsPerMessage, PRICES.sqs.request);
  }
  if (usage.expressMs > 0) {
    const held = (times * usage.expressMs * ASSUMPTIONS.expressGb) / 1000;
    bill('orders', 'Express executions', times, PRICES.states.expressRequest);
    bill('orders', 'Express GB-seconds', held, PRICES.states.expressGbSecond);
  }
  bill('notifications', 'mails', times * usage.mails, PRICES.mail.message);
}

/** What an operation costs that runs so many times a month; positions that come to nothing are left out. */
export function usageCost(feature: string, usage: OperationUsage, times: number, context: UsageContext): CostLine[] {
  const lines: CostLine[] = [];
  const bill: Bill = (service, position, quantity, price) => {
    if (quantity > 0) lines.push({ service, feature, position, quantity, amount: quantity * price });
  };
  billRequests(usage, times, context, bill);
  billFunctions(usage, times, context, bill);
  for (const [service, { read, write }] of Object.entries(usage.tables)) {
    bill(service, 'dynamodb reads', times * read, PRICES.dynamodb.read);
    bill(service, 'dynamodb writes', times * write, PRICES.dynamodb.write);
  }
  billMessaging(usage, times, bill);
  return lines;
}

/** What the orders of one month take to keep for a month, backups included where there are any. */
export function storageCost(orders: number, recovery: boolean): CostLine {
  const quantity = (orders * ASSUMPTIONS.storedBytesPerOrder) / 1e9;
  const price = PRICES.dynamodb.storage + (recovery ? PRICES.dynamodb.recovery : 0);
  return { service: 'orders', feature: 'storage', position: 'GB kept', quantity, amount: quantity * price };
}
