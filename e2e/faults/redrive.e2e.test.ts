import { GetQueueUrlCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetters } from '@tradewind/tools/redrive/redrive-queue';
import { eventually } from '@tradewind/testing';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { mailsTo, mailTo } from '../support/mailbox.ts';
import * as shop from '../support/shopping.ts';
import { filledCart } from './buyer.ts';
import { ownSystem } from './own-system.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const QUEUE = 'tradewind-notifications-dev-customer-mail';
const CONSUMER = 'tradewind-notifications-dev-send-mail';
const TEST_MS = 90_000;
const DEAD_LETTER_MS = 60_000;

const running = ownSystem('redrive');

async function queueUrl(): Promise<string> {
  const { QueueUrl = '' } = await running().aws.sqs.send(new GetQueueUrlCommand({ QueueName: QUEUE }));
  return QueueUrl;
}

/** Waits until that many messages are dead. */
async function untilDead(count: number): Promise<void> {
  await eventually(
    async () =>
      expect(await deadLetters(running().aws.sqs, 'dev')).toContainEqual({ queueName: QUEUE, messages: count }),
    { timeoutMs: DEAD_LETTER_MS, intervalMs: 200 },
  );
}

async function redriveCommand(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, TRADEWIND_AWS_PORT: String(running().system.awsPort) };
  const { stdout } = await promisify(execFile)(process.execPath, ['tools/redrive/redrive.ts', ...args], {
    cwd: ROOT,
    env,
  });
  return stdout;
}

describe('a message that cannot be handled', () => {
  beforeAll(async () => {
    // Five deliveries of 90 seconds each are more than a test can wait for; everything else stays as it is deployed.
    const Attributes = { VisibilityTimeout: '1' };
    await running().aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl: await queueUrl(), Attributes }));
  });

  it(
    'ends in the dead letter queue and is handled after a redrive, once its handler works again',
    async () => {
      const { aws } = running();
      const [variant] = await shop.publishProducts(1, 5);
      const cart = await filledCart(variant?.id ?? '');
      const email = `redrive-${randomUUID()}@example.com`;
      await aws.injectFaults({ functions: [{ function: CONSUMER, kind: 'dead', percent: 100, delayMs: 0 }] });
      const order = await shop.buy(cart, { email });
      await untilDead(1);
      expect(await mailsTo(email)).toEqual([]);

      await aws.endFaults();
      expect(await redriveCommand(QUEUE)).toContain(`1 messages went back from ${QUEUE}-dlq.`);

      await mailTo(email, new RegExp(order.id));
      expect(await mailsTo(email)).toHaveLength(1);
    },
    TEST_MS,
  );

  it(
    'comes back again when it is poison, holds up nothing meanwhile, and is listed',
    async () => {
      const { aws } = running();
      await aws.sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl(), MessageBody: '{"no":"event"}' }));
      await untilDead(1);
      expect(await redriveCommand()).toMatch(new RegExp(` 1 {2}${QUEUE}\n`));
      expect(await redriveCommand(`${QUEUE}-dlq`)).toContain('1 messages went back');

      const [variant] = await shop.publishProducts(1, 5);
      const email = `beside-poison-${randomUUID()}@example.com`;
      const order = await shop.buy(await filledCart(variant?.id ?? ''), { email });
      await mailTo(email, new RegExp(order.id));
      await untilDead(1);
    },
    TEST_MS,
  );

  it('is not looked for in a queue that does not exist', async () => {
    await expect(redriveCommand('tradewind-no-such-queue')).rejects.toThrow(/queue/i);
  });
});
