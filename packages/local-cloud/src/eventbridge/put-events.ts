import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { ACCOUNT_ID, REGION, resourceName } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import type { BusArrival } from '../console/event-flow.ts';
import type { Store } from '../store.ts';
import type { BridgeEvent } from './bridge-event.ts';
import type { DeliveryTable } from './delivery-table.ts';
import type { RuleTable } from './rule-table.ts';
import { targetInput } from './target-input.ts';

const Entry = z.object({
  Source: z.optional(z.string()),
  DetailType: z.optional(z.string()),
  Detail: z.optional(z.string()),
  EventBusName: z._default(z.string(), 'default'),
  /** Epoch seconds. */
  Time: z.optional(z.number()),
  Resources: z._default(z.array(z.string()), []),
  TraceHeader: z.optional(z.string()),
});
type Entry = z.output<typeof Entry>;

export const PutEventsInput = z.object({ Entries: z.array(Entry).check(z.minLength(1), z.maxLength(10)) });

const MAX_REQUEST_BYTES = 1_048_576;
/** What AWS counts for an entry's time. */
const TIME_BYTES = 14;

export interface AcceptedEvent {
  readonly event: BridgeEvent;
  readonly busName: string;
  readonly ruleNames: readonly string[];
}

export interface PutEventsContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly rules: RuleTable;
  readonly deliveries: DeliveryTable;
  /** Notes an accepted event and answers the trace header for its deliveries. */
  readonly onArrival?: ((arrival: BusArrival) => string) | undefined;
}

/**
 * Accepts events: each entry by itself, and its deliveries are written before the answer. An unknown bus takes the event
 * and drops it, as on AWS.
 */
export function putEvents(
  context: PutEventsContext,
  input: z.output<typeof PutEventsInput>,
  callHeader?: string,
): { answer: object; accepted: AcceptedEvent[] } {
  const size = input.Entries.reduce((total, entry) => total + entrySize(entry), 0);
  if (size > MAX_REQUEST_BYTES) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  const accepted: AcceptedEvent[] = [];
  const entries = context.store.transaction(() =>
    input.Entries.map((entry) => {
      const refusal = refuse(entry);
      if (refusal !== undefined) return refusal;
      const event = toEvent(entry, context.clock);
      accepted.push(route(context, event, entry, callHeader));
      return { EventId: event.id };
    }),
  );
  const failed = entries.filter((entry) => 'ErrorCode' in entry).length;
  return { answer: { FailedEntryCount: failed, Entries: entries }, accepted };
}

function route(context: PutEventsContext, event: BridgeEvent, entry: Entry, callHeader: string | undefined) {
  const busName = resourceName(entry.EventBusName);
  const rules = context.rules.matching(busName, event);
  const ruleNames = rules.map((rule) => rule.name);
  const arrival = { event, busName, ruleNames, entryHeader: entry.TraceHeader, callHeader };
  const traceHeader = context.onArrival?.(arrival) ?? entry.TraceHeader ?? null;
  const now = context.clock.now().getTime();
  for (const rule of rules) {
    for (const target of context.rules.targets(rule.bus, rule.name)) {
      const payload = targetInput(target, event, rule.arn);
      context.deliveries.insert({ eventId: event.id, ruleArn: rule.arn, target, payload, traceHeader, now });
    }
  }
  return { event, busName, ruleNames };
}

function refuse(entry: Entry): { ErrorCode: string; ErrorMessage: string } | undefined {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (entry[name] === undefined || entry[name] === '') {
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      };
    }
  }
  if (entry.Source?.startsWith('aws.') === true) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: `Not authorized for the source: ${entry.Source}`,
    };
  }
  if (!isJsonObject(entry.Detail ?? '')) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  return undefined;
}

function toEvent(entry: Entry, clock: Clock): BridgeEvent {
  const time = entry.Time === undefined ? clock.now() : new Date(entry.Time * 1000);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': entry.DetailType ?? '',
    source: entry.Source ?? '',
    account: ACCOUNT_ID,
    time: `${time.toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: entry.Resources,
    detail: JSON.parse(entry.Detail ?? '{}'),
  };
}

function entrySize(entry: Entry): number {
  const texts = [entry.Source ?? '', entry.DetailType ?? '', entry.Detail ?? '', ...entry.Resources];
  return texts.reduce((total, text) => total + Buffer.byteLength(text), entry.Time === undefined ? 0 : TIME_BYTES);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
