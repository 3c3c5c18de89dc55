import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBridgeClient } from './event-bridge-client.ts';
import { traceHeaderOf } from './trace-header.ts';

/** An event as a contract's `create` makes it. */
export interface AnnouncedEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
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
        TraceHeader: traceHeaderOf(detail),
      };
      const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [Entry] }));
      if (FailedEntryCount !== 0) {
        const { ErrorCode, ErrorMessage } = Entries?.[0] ?? {};
        throw new Error(`The bus refused ${detailType}: ${ErrorCode} ${ErrorMessage}`);
      }
    },
  };
}
