import { describe, expect, it } from '@jest/globals';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startKillableApis } from '../aws/killable-apis.test-support.ts';
import { clientConfig, startApis, temporaryDirectory } from '../aws/running-apis.test-support.ts';

describe('SQS after kill -9', () => {
  it('has every message that was acknowledged', async () => {
    const { directory, remove } = await temporaryDirectory();
    const first = await startKillableApis(directory);
    const sender = new SQSClient(clientConfig(first.endpoint));
    const { QueueUrl = '' } = await sender.send(new CreateQueueCommand({ QueueName: 'kept' }));
    const sent = new Set<string>();
    for (let index = 0; index < 20; index += 1) {
      await sender.send(new SendMessageCommand({ QueueUrl, MessageBody: `message ${index}` }));
      sent.add(`message ${index}`);
    }
    await first.kill();
    sender.destroy();

    const second = await startApis({ directory });
    const receiver = new SQSClient(second.clientConfig);
    const kept = new Set<string>();
    const url = `${second.endpoint}/000000000000/kept`;
    for (let batch = 0; batch < 2; batch += 1) {
      const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
      for (const { Body = '' } of (await receiver.send(command)).Messages ?? []) kept.add(Body);
    }
    expect(kept).toEqual(sent);
    receiver.destroy();
    await second.close();
    await remove();
  });
});
