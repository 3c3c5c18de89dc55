import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Announcer } from '../domain/ports.ts';

let sharedClient: EventBridgeClient | undefined;

function eventBridgeClient(): EventBridgeClient {
  sharedClient ??= new EventBridgeClient({});
  return sharedClient;
}

/** Puts events straight on the bus: for those that go with no change of the table. Throws if the bus refuses. */
export function eventBridgeAnnouncer(busName: string, client: EventBridgeClient = eventBridgeClient()): Announcer {
  return {
    async announce({ source, detailType, detail }) {
      const entry = { EventBusName: busName, Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
      const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
      if (FailedEntryCount !== 0) {
        throw new Error(`The bus refused ${detailType}: ${Entries?.[0]?.ErrorMessage ?? 'without a reason'}`);
      }
    },
  };
}
