import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient, type QueueAttributeName } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProductPublished } from '@tradewind/contracts/catalog/product-published.v1';
import type { PublishableEvent } from '@tradewind/contracts/events/event';
import { OrderConfirmed } from '@tradewind/contracts/orders/order-confirmed.v1';
import { openTable, type Item, type Table } from '@tradewind/dynamodb';
import { newId, systemClock } from '@tradewind/kernel';
import { eventually, startTestCloud, type TestCloud } from '@tradewind/testing';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { TEMPORARY_RULE_PREFIX } from './consumers.ts';
import { readOptions, UsageError } from './options.ts';
import { replayIntoConsumers } from './replay-into-consumers.ts';

const EventBusName = 'tradewind-dev';
const trace = { requestId: 'req-1', correlationId: 'cor-1' };
const products = [product(), product()] as const;
const confirmed = orderConfirmed();

let cloud: TestCloud;
let events: EventBridgeClient;
let queues: SQSClient;
let carts: Table;
let sequence = 0;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'carts', 'notifications'], functions: true });
  events = new EventBridgeClient({});
  queues = new SQSClient({});
  carts = openTable('tradewind-carts-dev');
  await publish(...products.map(({ event }) => event), confirmed);
  await everythingIsDone();
});

afterAll(async () => {
  events.destroy();
  queues.destroy();
  await cloud.close();
});

function product() {
  const variantId = newId('var');
  const variants = [{ variantId, sku: 'SKU-1', name: 'Small', prices: [] }];
  const data = { productId: newId('prd'), version: 3, name: 'Mug', variants };
  return {
    ...data,
    key: { pk: `VARIANT#${variantId}`, sk: 'OFFER' },
    event: ProductPublished.create(data, trace, systemClock),
  };
}

function orderConfirmed() {
  const file = path.join(ROOT, 'packages/contracts/src/orders/samples/order-confirmed.v1.json');
  const { data } = OrderConfirmed.parse(JSON.parse(readFileSync(file, 'utf8')));
  return OrderConfirmed.create(data, trace, systemClock);
}

async function publish(...published: readonly PublishableEvent[]) {
  const Entries = published.map(({ source, detailType, detail }) => ({
    EventBusName,
    Source: source,
    DetailType: detailType,
    Detail: JSON.stringify(detail),
  }));
  await events.send(new PutEventsCommand({ Entries }));
}

const offers = (): Promise<(Item | undefined)[]> => Promise.all(products.map(({ key }) => carts.get(key)));

async function loseOffers() {
  for (const { key } of products) await carts.delete(key);
  expect(await offers()).toEqual([undefined, undefined]);
}

const QUEUES = ['tradewind-carts-dev-offers', 'tradewind-notifications-dev-customer-mail'];

/** Nothing waits for its delivery, and every message that was delivered is handled. */
async function everythingIsDone() {
  await eventually(async () => {
    if (!cloud.idle()) throw new Error('Events are under way.');
    for (const queue of QUEUES) {
      const AttributeNames: QueueAttributeName[] = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ];
      const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: queue }));
      const { Attributes = {} } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      if (Object.values(Attributes).some((count) => count !== '0')) throw new Error(`${queue} holds messages.`);
    }
  });
}

/** Runs the command's work and waits until everything that it set off is done. */
async function replay(args: readonly string[], signal = new AbortController().signal) {
  sequence += 1;
  const lines: string[] = [];
  const options = readOptions(['--name', `test-${sequence}`, ...args], new Date());
  if (options === undefined) throw new Error('These arguments ask for help.');
  const patience = {
    pollMs: 5,
    ruleInForceMs: 0,
    lastDeliveryMs: 0,
    signal,
    report: (line: string) => lines.push(line),
  };
  const ended = await replayIntoConsumers(events, options, patience);
  await everythingIsDone();
  return { state: ended?.state, lines };
}

async function temporaryRules() {
  const { Rules } = await events.send(new ListRulesCommand({ EventBusName, NamePrefix: TEMPORARY_RULE_PREFIX }));
  return Rules;
}

const OFFERS = ['--consumer', 'carts/offers'];

describe('replay:events', () => {
  it('finds the projection built and one mail sent', async () => {
    expect(await offers()).not.toContain(undefined);
    expect(cloud.mailbox.list()).toHaveLength(1);
  });

  it('rebuilds a projection that was lost, by time, as often as it is asked to', async () => {
    const before = await offers();
    await loseOffers();
    const { state, lines } = await replay([...OFFERS, '--from', '1h']);
    expect(state).toBe('COMPLETED');
    expect(lines.at(-1)).toBe('completed');
    expect(await offers()).toEqual(before);
    await replay([...OFFERS, '--from', '1h']);
    expect(await offers()).toEqual(before);
  });

  it('rebuilds one entity and nothing else, and leaves no rule behind', async () => {
    await loseOffers();
    await expect(replay([...OFFERS, '--entity', products[0].productId])).resolves.toMatchObject({ state: 'COMPLETED' });
    expect(await offers()).toEqual([expect.objectContaining({ productId: products[0].productId }), undefined]);
    expect(await temporaryRules()).toEqual([]);
  });

  it.each([
    ['by time', ['--from', '1h']],
    ['by entity', ['--entity', 'MUG-ENAMEL-BLUE']],
  ])('mails nobody again, %s, even where it is forgotten that the mail was sent', async (_, when) => {
    const deliveries = openTable('tradewind-notifications-dev');
    await deliveries.delete({ pk: `DELIVERY#${confirmed.detail.id}`, sk: 'MAIL' });
    await expect(replay(['--rule', 'tradewind-notifications-dev-customer-mail', ...when])).resolves.toMatchObject({
      state: 'COMPLETED',
    });
    expect(cloud.mailbox.list()).toHaveLength(1);
  });

  it('tells what it would do and does nothing in a dry run', async () => {
    await loseOffers();
    const { state, lines } = await replay([...OFFERS, '--from', '1h', '--dry-run']);
    expect(state).toBeUndefined();
    expect(lines).toEqual([
      expect.stringMatching(/all events from/),
      '  into carts/offers',
      expect.stringMatching(/ 3 events/),
    ]);
    expect(await offers()).toEqual([undefined, undefined]);
  });

  it('refuses a consumer that does not exist, naming those that do', async () => {
    const refusal = replay(['--consumer', 'carts/nothing', '--from', '1h']);
    await expect(refusal).rejects.toThrow(UsageError);
    await expect(refusal).rejects.toThrow(/carts\/nothing[^]*carts\/offers +tradewind-carts-dev-offers/);
  });

  it('removes its rule when EventBridge refuses the replay', async () => {
    const used = ['--name', 'used-before', ...OFFERS, '--entity', products[0].productId];
    await replay(used);
    await expect(replay(used)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    expect(await temporaryRules()).toEqual([]);
  });

  it('removes its rule when it is interrupted', async () => {
    await loseOffers();
    const interrupted = AbortSignal.abort();
    await expect(replay([...OFFERS, '--entity', products[0].productId], interrupted)).resolves.toMatchObject({
      state: 'CANCELLED',
    });
    expect(await temporaryRules()).toEqual([]);
    expect(await offers()).toEqual([undefined, undefined]);
  });
});
