import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { AlertPublisher } from '../domain/ports.ts';

let sharedClient: SNSClient | undefined;

function snsClient(): SNSClient {
  sharedClient ??= new SNSClient({});
  return sharedClient;
}

/** Tells whoever subscribed to the topic. */
export function snsAlerts(topicArn: string, client: SNSClient = snsClient()): AlertPublisher {
  return {
    async publish({ subject, text }) {
      await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
    },
  };
}
