import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { xRayTraceHeader } from './trace-header.ts';

/** An event as a contract's `create` makes it. */
export interface AnnouncedEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
}

let sharedClient: EventBridgeClient | undefined;

function eventBridgeClient(): EventBridgeClient {
  sharedClient ??= new EventBridgeClient({ cacheMiddleware: true });
  return sharedClient;
}

function traceHeader(detail: object): string | undefined {
  if (!('traceparent' in detail) || typeof detail.traceparent !== 'string') return undefined;
  return xRayTraceHeader(detail.traceparent);
}

/**
 * Puts events straight on the bus, in their trace: for those that go with no change of a table, or that a repeated
 * delivery makes anew. All others belong into the outbox. Throws if the bus refuses.
 */
export function eventAnnouncer(busName: string, client: EventBridgeClient = eventBridgeClient()) {
  return {
    async announce({ source, detailType, detail }: AnnouncedEvent): Promise<void> {
      const Entry = {
        EventBusName: busName,
        Source: source,
        DetailType: detailType,
        Detail: JSON.stringify(detail),
        TraceHeader: traceHeader(detail),
      };
      const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [Entry] }));
      if (FailedEntryCount !== 0) {
        throw new Error(`The bus refused ${detailType}: ${Entries?.[0]?.ErrorMessage ?? 'without a reason'}`);
      }
    },
  };
}
