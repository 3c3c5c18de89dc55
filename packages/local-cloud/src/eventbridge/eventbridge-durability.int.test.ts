import { describe, expect, it } from '@jest/globals';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
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
});
