import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { BUS, clientConfig, startLocalAws, TABLE, type LocalAws } from './local-aws.test-support.ts';
import { outboxPublisher, type OutboxStreamRecord } from './outbox-publisher.ts';
import { OUTBOX_PREFIX, outboxWrite } from './outbox.ts';
import { openTable } from './table.ts';
import type { Table } from './types.ts';

const TRACEPARENT = '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01';

function event(data: object, traceparent?: string) {
  const detail = {
    id: newId('evt'),
    occurredAt: '2026-01-31T09:30:00.000Z',
    correlationId: 'correlation-1',
    causationId: 'request-1',
    ...(traceparent === undefined ? {} : { traceparent }),
    data,
  };
  return { source: 'tradewind.orders', detailType: 'orders.order-cancelled.v1', detail };
}

describe('outboxPublisher', () => {
  let aws: LocalAws;
  let table: Table;
  let streams: DynamoDBStreamsClient;

  beforeEach(async () => {
    aws = await startLocalAws();
    table = openTable(TABLE, aws.dynamoDb);
    streams = new DynamoDBStreamsClient(clientConfig(aws.endpoint));
  });
  afterEach(async () => {
    streams.destroy();
    await aws.stop();
  });

  /** What the table's stream delivers to Lambda. */
  async function delivered(): Promise<OutboxStreamRecord[]> {
    const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName: TABLE }));
    const StreamArn = Streams[0]?.StreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    return Records;
  }

  async function outbox(): Promise<Record<string, AttributeValue>[]> {
    const { Items = [] } = await aws.dynamoDb.send(new ScanCommand({ TableName: TABLE }));
    return Items.filter(({ pk }) => pk?.S?.startsWith(OUTBOX_PREFIX));
  }

  const publisher = (client = aws.eventBridge) => outboxPublisher({ table, busName: BUS, client });
  const numbersOf = (records: readonly OutboxStreamRecord[]) => records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  const published = async () => (await aws.deliveredEvents()).map(({ payload }) => payload);

  it('publishes the event of a committed change and empties the outbox', async () => {
    const cancelled = event({ orderId: 'ord_1' });
    await table.transact([{ put: { pk: 'ORDER#1', sk: 'ORDER' } }, outboxWrite(cancelled)]);
    expect(await publisher().publish(await delivered())).toEqual({ failed: [] });
    const { source, detailType, detail } = cancelled;
    expect(await published()).toMatchObject([{ source, 'detail-type': detailType, detail }]);
    expect(await outbox()).toEqual([]);
    expect(await table.get({ pk: 'ORDER#1', sk: 'ORDER' })).toBeDefined();
  });

  it('publishes more events than one request takes, each once', async () => {
    const events = Array.from({ length: 25 }, (_, index) => event({ index }));
    await table.transact(events.map(outboxWrite));
    expect(await publisher().publish(await delivered())).toEqual({ failed: [] });
    expect(await published()).toHaveLength(25);
    expect(await published()).toEqual(
      expect.arrayContaining(events.map(({ detail }) => expect.objectContaining({ detail }))),
    );
    expect(await outbox()).toEqual([]);
  });

  it('publishes events that together are too large for one request', async () => {
    const events = Array.from({ length: 5 }, () => event({ text: 'x'.repeat(250_000) }));
    await Promise.all(events.map((one) => table.transact([outboxWrite(one)])));
    expect(await publisher().publish(await delivered())).toEqual({ failed: [] });
    expect(await published()).toHaveLength(5);
  });

  it('carries the trace of the request that caused the event, where there is one', async () => {
    await table.transact([outboxWrite(event({ orderId: 'ord_1' }, TRACEPARENT))]);
    await table.transact([outboxWrite(event({ orderId: 'ord_2' }))]);
    await publisher().publish(await delivered());
    const headers = (await aws.deliveredEvents()).map(({ traceHeader }) => traceHeader);
    expect(headers.toSorted()).toEqual([
      'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      undefined,
    ]);
  });

  it('passes over all records but the insertions of its outbox', async () => {
    await table.put({ pk: 'ORDER#1', sk: 'ORDER' });
    await table.transact([outboxWrite(event({ orderId: 'ord_1' }))]);
    await publisher().publish(await delivered());
    const all = await delivered();
    expect(all.map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'REMOVE']);
    const others = all.filter(({ dynamodb }) => !dynamodb?.NewImage?.['pk']?.S?.startsWith(OUTBOX_PREFIX));
    expect(await publisher().publish(others)).toEqual({ failed: [] });
    expect(await published()).toHaveLength(1);
  });

  it('keeps the rows that the bus refuses, publishes the rest and tells which to deliver again', async () => {
    await table.transact([outboxWrite(event({ orderId: 'ord_1' }))]);
    await table.transact([outboxWrite({ ...event({ orderId: 'ord_2' }), source: 'aws.orders' })]);
    await table.transact([outboxWrite(event({ orderId: 'ord_3' }))]);
    const records = await delivered();
    const { failed, cause } = await publisher().publish(records);
    expect(failed).toEqual([numbersOf(records)[1]]);
    expect(cause).toMatchObject({
      name: 'RejectedEntriesError',
      message: expect.stringContaining('NotAuthorizedForSourceException'),
    });
    expect(await published()).toHaveLength(2);
    expect(await outbox()).toMatchObject([{ source: { S: 'aws.orders' } }]);
  });

  it('keeps every row when the bus cannot be reached', async () => {
    const unreachable = new EventBridgeClient(clientConfig('http://127.0.0.1:9'));
    await table.transact([outboxWrite(event({ orderId: 'ord_1' })), outboxWrite(event({ orderId: 'ord_2' }))]);
    const records = await delivered();
    const { failed, cause } = await publisher(unreachable).publish(records);
    expect(failed).toEqual(numbersOf(records));
    expect(String(cause)).toContain('ECONNREFUSED');
    expect(await outbox()).toHaveLength(2);
    expect(await publisher().publish(records)).toEqual({ failed: [] });
    expect(await outbox()).toEqual([]);
  });

  it('fails a row that is no event without holding up the others', async () => {
    await table.put({ pk: `${OUTBOX_PREFIX}broken`, sk: 'EVENT', source: 'tradewind.orders' });
    await table.put({ pk: `${OUTBOX_PREFIX}no-json`, sk: 'EVENT', source: 's', detailType: 't', detail: '{' });
    await table.transact([outboxWrite(event({ orderId: 'ord_1' }))]);
    const records = await delivered();
    const { failed, cause } = await publisher().publish(records);
    expect(failed).toEqual(numbersOf(records).slice(0, 2));
    expect(cause).toMatchObject({ message: 'The outbox row OUTBOX#broken lacks its event.' });
    expect(await published()).toHaveLength(1);
  });
});
