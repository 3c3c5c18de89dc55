import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type ReceiveMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { startApis } from '../aws/running-apis.test-support.ts';

/** SQS over HTTP with a client and the calls that most tests make. */
export async function startQueues() {
  const apis = await startApis();
  const client = new SQSClient(apis.clientConfig);
  let sequence = 0;
  return {
    endpoint: apis.endpoint,
    client,
    async createQueue(Attributes: Record<string, string> = {}) {
      sequence += 1;
      const QueueName = `queue-${sequence}`;
      const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
      return { QueueName, QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` };
    },
    async receive(QueueUrl: string, input: Partial<ReceiveMessageCommandInput> = {}) {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...input });
      const { Messages = [] } = await client.send(command);
      return Messages;
    },
    send: (QueueUrl: string, MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody })),
    async close() {
      client.destroy();
      await apis.close();
    },
  };
}
