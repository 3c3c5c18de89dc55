import { describe, expect, it } from '@jest/globals';
import {
  CreateArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { startKillableApis } from '../aws/killable-apis.test-support.ts';
import { clientConfig, startApis, temporaryDirectory, until } from '../aws/running-apis.test-support.ts';

describe('EventBridge after kill -9', () => {
  it('delivers what was accepted and not yet delivered, once it is back', async () => {
    const { directory, remove } = await temporaryDirectory();
    const first = await startKillableApis(directory, 'deliveries-hang');
    const client = new EventBridgeClient(clientConfig(first.endpoint));
    const EventPattern = '{"source":["tradewind.test"]}';
    const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:target';
    await client.send(new PutRuleCommand({ Name: 'all', EventPattern }));
    await client.send(new PutTargetsCommand({ Rule: 'all', Targets: [{ Id: 'target', Arn }] }));
    const entry = { Source: 'tradewind.test', DetailType: 'kept', Detail: '{"n":1}' };
    const { Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    await first.kill();
    client.destroy();

    const delivered: string[] = [];
    const second = await startApis({ directory, deliver: async (_, payload) => void delivered.push(payload) });
    const payload = await until(() => delivered[0]);
    expect(JSON.parse(payload)).toMatchObject({ id: Entries?.[0]?.EventId, detail: { n: 1 } });
    await until(() => (second.eventBridge.pendingDeliveries() === 0 ? true : undefined));
    await second.close();

    const third = await startApis({ directory, deliver: async (_, again) => void delivered.push(again) });
    expect(third.eventBridge.pendingDeliveries()).toBe(0);
    expect(delivered).toHaveLength(1);
    await third.close();
    await remove();
  });

  it('finishes a replay that was under way, without bringing an event twice', async () => {
    const { directory, remove } = await temporaryDirectory();
    const first = await startKillableApis(directory, 'deliveries-hang');
    const client = new EventBridgeClient(clientConfig(first.endpoint));
    const bus = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
    const replayed = 'arn:aws:lambda:us-east-1:000000000000:function:rebuilt';
    await client.send(new CreateArchiveCommand({ ArchiveName: 'all', EventSourceArn: bus }));
    const Time = new Date('2020-01-01T00:00:00Z');
    const entry = { Source: 'tradewind.test', DetailType: 'kept', Time };
    for (let round = 0; round < 25; round += 1) {
      const Entries = Array.from({ length: 10 }, (_, n) => ({
        ...entry,
        Detail: JSON.stringify({ n: round * 10 + n }),
      }));
      await client.send(new PutEventsCommand({ Entries }));
    }
    await client.send(new PutRuleCommand({ Name: 'rebuild', EventPattern: '{"source":["tradewind.test"]}' }));
    await client.send(new PutTargetsCommand({ Rule: 'rebuild', Targets: [{ Id: 'target', Arn: replayed }] }));
    await client.send(
      new StartReplayCommand({
        ReplayName: 'rebuild',
        EventSourceArn: 'arn:aws:events:us-east-1:000000000000:archive/all',
        EventStartTime: Time,
        EventEndTime: new Date('2020-01-02T00:00:00Z'),
        Destination: { Arn: bus },
      }),
    );
    await first.kill();
    client.destroy();

    const numbers: number[] = [];
    const deliver = async (_: string, payload: string) => void numbers.push(JSON.parse(payload).detail.n);
    const second = await startApis({ directory, deliver });
    const events = new EventBridgeClient(second.clientConfig);
    await until(async () => {
      const { State } = await events.send(new DescribeReplayCommand({ ReplayName: 'rebuild' }));
      return State === 'COMPLETED' && second.eventBridge.pendingDeliveries() === 0 ? true : undefined;
    });
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 250 }, (_, n) => n));
    events.destroy();
    await second.close();
    await remove();
  });
});
