import { EventBridgeClient } from '@aws-sdk/client-eventbridge';

let sharedClient: EventBridgeClient | undefined;

/** The process-wide client, made on first use as that of DynamoDB is. */
export function eventBridgeClient(): EventBridgeClient {
  sharedClient ??= new EventBridgeClient({ cacheMiddleware: true });
  return sharedClient;
}
