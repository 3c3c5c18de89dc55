import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CancelReplayCommand,
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  ListArchivesCommand,
  ListReplaysCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
  UpdateArchiveCommand,
  type StartReplayCommandInput,
} from '@aws-sdk/client-eventbridge';
import { startApis, until } from '../aws/running-apis.test-support.ts';

const BUS = 'tradewind';
const busArn = `arn:aws:events:us-east-1:000000000000:event-bus/${BUS}`;
const ruleArn = (name: string) => `arn:aws:events:us-east-1:000000000000:rule/${BUS}/${name}`;
const archiveArn = (name: string) => `arn:aws:events:us-east-1:000000000000:archive/${name}`;
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

let apis: Awaited<ReturnType<typeof startApis>>;
let events: EventBridgeClient;
const delivered: { to: string; event: Record<string, unknown> }[] = [];

beforeAll(async () => {
  apis = await startApis({
    async deliver(to, payload) {
      delivered.push({ to, event: JSON.parse(payload) });
    },
  });
  events = new EventBridgeClient(apis.clientConfig);
  await events.send(new CreateEventBusCommand({ Name: BUS }));
  await events.send(new CreateArchiveCommand({ ArchiveName: 'all', EventSourceArn: busArn }));
  await events.send(
    new CreateArchiveCommand({
      ArchiveName: 'few',
      EventSourceArn: busArn,
      EventPattern: '{"detail-type":["kept"]}',
      RetentionDays: 30,
    }),
  );
  for (const name of ['first', 'second']) {
    await events.send(new PutRuleCommand({ Name: name, EventBusName: BUS, EventPattern: '{"source":["shop"]}' }));
    const Targets = [{ Id: 'queue', Arn: queueArn(name) }];
    await events.send(new PutTargetsCommand({ Rule: name, EventBusName: BUS, Targets }));
  }
});
afterAll(async () => {
  events.destroy();
  await apis.close();
});

async function put(DetailType: string, n: number, Time?: Date) {
  const entry = { Source: 'shop', DetailType, Detail: JSON.stringify({ n }), EventBusName: BUS, Time };
  const { Entries } = await events.send(new PutEventsCommand({ Entries: [entry] }));
  return Entries?.[0]?.EventId;
}

const year = (value: number, second = 0) => new Date(Date.UTC(value, 0, 1, 0, 0, second));
const start = (ReplayName: string, input: Partial<StartReplayCommandInput> = {}) =>
  events.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: archiveArn('all'),
      EventStartTime: year(2020),
      EventEndTime: year(2021),
      Destination: { Arn: busArn, FilterArns: [ruleArn('first')] },
      ...input,
    }),
  );
const ended = (ReplayName: string) =>
  until(async () => {
    const replay = await events.send(new DescribeReplayCommand({ ReplayName }));
    return replay.ReplayEndTime === undefined ? undefined : replay;
  });
const replayed = (name: string) => delivered.filter(({ event }) => event['replay-name'] === name);

describe('archives', () => {
  it('keep what fits their pattern, once, and tell how much that is', async () => {
    await put('kept', 1);
    await put('other', 2);
    const few = await events.send(new DescribeArchiveCommand({ ArchiveName: 'few' }));
    expect(few).toMatchObject({ EventCount: 1, RetentionDays: 30, State: 'ENABLED', EventSourceArn: busArn });
    expect(few.SizeBytes).toBeGreaterThan(100);
    const { Archives } = await events.send(new ListArchivesCommand({ EventSourceArn: busArn }));
    expect(Archives?.map(({ ArchiveName, EventCount }) => [ArchiveName, EventCount])).toEqual([
      ['all', 2],
      ['few', 1],
    ]);
  });

  it('forget what is older than they keep', async () => {
    await put('kept', 3, year(2019));
    await events.send(new UpdateArchiveCommand({ ArchiveName: 'few', RetentionDays: 1 }));
    await expect(events.send(new DescribeArchiveCommand({ ArchiveName: 'few' }))).resolves.toMatchObject({
      EventCount: 1,
      EventPattern: '{"detail-type":["kept"]}',
    });
  });

  it('are refused twice, without a bus, and with a pattern that is none', async () => {
    const create = (ArchiveName: string, EventSourceArn: string, EventPattern?: string) =>
      events.send(new CreateArchiveCommand({ ArchiveName, EventSourceArn, EventPattern }));
    await expect(create('all', busArn)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    await expect(create('new', `${busArn}-unknown`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(create('new', busArn, '{}')).rejects.toMatchObject({ name: 'InvalidEventPatternException' });
    const unknown = new DeleteArchiveCommand({ ArchiveName: 'new' });
    await expect(events.send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('replays', () => {
  it('bring the events of a time to the rules named alone, in order and under their name', async () => {
    const ids = [await put('a', 1, year(2020, 20)), await put('b', 2, year(2020, 10)), await put('c', 3, year(2022))];
    await start('by-time');
    await expect(ended('by-time')).resolves.toMatchObject({
      State: 'COMPLETED',
      EventLastReplayedTime: year(2020, 20),
      Destination: { Arn: busArn, FilterArns: [ruleArn('first')] },
    });
    await until(() => (replayed('by-time').length === 2 ? true : undefined));
    expect(replayed('by-time').map(({ to, event }) => [to, event['id']])).toEqual([
      [queueArn('first'), ids[1]],
      [queueArn('first'), ids[0]],
    ]);
  });

  it('are not archived again', async () => {
    const count = async () => (await events.send(new DescribeArchiveCommand({ ArchiveName: 'all' }))).EventCount;
    const before = await count();
    await start('not-again', { Destination: { Arn: busArn } });
    await ended('not-again');
    await until(() => (replayed('not-again').length === 4 ? true : undefined));
    expect(await count()).toBe(before);
  });

  it('bring more than one batch, each event once', async () => {
    const Entries = Array.from({ length: 10 }, (_, n) => ({
      Source: 'shop',
      DetailType: 'many',
      Detail: JSON.stringify({ n }),
      EventBusName: BUS,
      Time: year(2015, n % 3),
    }));
    for (let round = 0; round < 25; round += 1) await events.send(new PutEventsCommand({ Entries }));
    await start('many', { EventStartTime: year(2015), EventEndTime: year(2016) });
    await expect(ended('many')).resolves.toMatchObject({ State: 'COMPLETED' });
    await until(() => (apis.eventBridge.pendingDeliveries() === 0 ? true : undefined));
    expect(new Set(replayed('many').map(({ event }) => event['id'])).size).toBe(250);
    expect(replayed('many')).toHaveLength(250);
  });

  it('end early when they are cancelled, and cannot be cancelled twice', async () => {
    await start('cancelled', { EventStartTime: year(2015), EventEndTime: year(2016) });
    await events.send(new CancelReplayCommand({ ReplayName: 'cancelled' })).catch(() => undefined);
    const { State } = await ended('cancelled');
    expect(['CANCELLED', 'COMPLETED']).toContain(State);
    const again = events.send(new CancelReplayCommand({ ReplayName: 'cancelled' }));
    await expect(again).rejects.toMatchObject({ name: 'IllegalStatusException' });
  });

  it.each<[string, Partial<StartReplayCommandInput>, string]>([
    ['an archive that does not exist', { EventSourceArn: archiveArn('none') }, 'ResourceNotFoundException'],
    ['an end before its start', { EventEndTime: year(2019) }, 'ValidationException'],
    ['another bus', { Destination: { Arn: busArn.replace(BUS, 'default') } }, 'ValidationException'],
    ['a rule that does not exist', { Destination: { Arn: busArn, FilterArns: [ruleArn('x')] } }, 'ValidationException'],
    ['a name that is used', { ReplayName: 'by-time' }, 'ResourceAlreadyExistsException'],
  ])('are refused for %s', async (_, input, name) => {
    await expect(start('refused', input)).rejects.toMatchObject({ name });
    const { Replays } = await events.send(new ListReplaysCommand({ NamePrefix: 'refused' }));
    expect(Replays).toEqual([]);
  });
});
