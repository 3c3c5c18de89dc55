import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { ACCOUNT_ID, REGION, resourceName } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import type { Store } from '../store.ts';
import type { ArchiveTable } from './archive-table.ts';
import type { BridgeEvent } from './bridge-event.ts';
import type { RouteEvent } from './route-event.ts';

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

export interface PutEventsContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly archives: ArchiveTable;
  readonly route: RouteEvent;
}

/**
 * Accepts events: each entry by itself, and its deliveries and archived copies are written before the answer. An unknown bus takes the event
 * and drops it, as on AWS.
 */
export function putEvents(
  context: PutEventsContext,
  input: z.output<typeof PutEventsInput>,
  callHeader?: string,
): object {
  const size = input.Entries.reduce((total, entry) => total + entrySize(entry), 0);
  if (size > MAX_REQUEST_BYTES) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  const entries = context.store.transaction(() =>
    input.Entries.map((entry) => {
      const refusal = refuse(entry);
      if (refusal !== undefined) return refusal;
      const event = toEvent(entry, context.clock);
      const busName = resourceName(entry.EventBusName);
      context.archives.keep(busName, event);
      context.route(event, { busName, entryHeader: entry.TraceHeader, callHeader });
      return { EventId: event.id };
    }),
  );
  const failed = entries.filter((entry) => 'ErrorCode' in entry).length;
  return { FailedEntryCount: failed, Entries: entries };
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
