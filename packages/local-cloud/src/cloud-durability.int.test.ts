import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { clientSettings, eventually, itemReader } from './running-cloud.test-support.ts';

const Address = z.object({ url: z.string(), endpoint: z.string() });
/** Two starts, and whatever else the machine is doing. */
const TIMEOUT_MS = 60_000;
const PROGRAM = join(import.meta.dirname, '../test-fixtures/run-cloud.ts');

let dataDir: string;
let running: ChildProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tradewind-durability-'));
});

afterEach(async () => {
  await kill();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<z.output<typeof Address>> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The cloud ended before it was up.')));
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  return z.parse(Address, JSON.parse(String(line)));
}

async function kill(): Promise<void> {
  const child = running;
  running = undefined;
  if (child === undefined || child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const ids = Array.from({ length: 30 }, (_, index) => String(index));

describe('after kill -9', () => {
  it(
    'every acknowledged write, message and invocation is carried out',
    async () => {
      const first = await start();
      const sqs = new SQSClient(clientSettings(first.endpoint));
      const lambda = new LambdaClient(clientSettings(first.endpoint));
      for (let offset = 0; offset < ids.length; offset += 10) {
        const chunk = ids.slice(offset, offset + 10);
        const Entries = chunk.map((id) => ({ Id: id, MessageBody: JSON.stringify({ id }) }));
        const QueueUrl = `${first.endpoint}/000000000000/tradewind-shop-dev-messages`;
        await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
        await Promise.all(chunk.map((id) => fetch(`${first.url}/items/${id}`, { method: 'PUT', body: id })));
      }
      await lambda.send(
        new InvokeCommand({
          FunctionName: 'tradewind-shop-dev-record-event',
          InvocationType: 'Event',
          Payload: Buffer.from('{"detail":{"id":"accepted"}}'),
        }),
      );
      sqs.destroy();
      lambda.destroy();
      await kill();

      const second = await start();
      const items = itemReader(second.endpoint);
      await eventually(async () => {
        const counts = await Promise.all(ids.map((id) => items.times(`MESSAGE#${id}`)));
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
        const copies = await Promise.all(ids.map((id) => items.value(`COPY#${id}`)));
        expect(copies).toEqual(ids);
        expect(await items.times('EVENT#accepted')).toBeGreaterThanOrEqual(1);
      }, 20_000);
      items.close();
    },
    TIMEOUT_MS,
  );

  it(
    'a stream goes on where it was, without repeating what it finished',
    async () => {
      const first = await start();
      await fetch(`${first.url}/items/early`, { method: 'PUT', body: 'x' });
      const before = itemReader(first.endpoint);
      await eventually(async () => expect(await before.times('COPIES#early')).toBe(1));
      await fetch(`${first.url}/items/marker`, { method: 'PUT', body: 'x' });
      await eventually(async () => expect(await before.times('COPIES#marker')).toBe(1));
      before.close();
      await kill();

      const second = await start();
      await fetch(`${second.url}/items/late`, { method: 'PUT', body: 'x' });
      const after = itemReader(second.endpoint);
      await eventually(async () => expect(await after.times('COPIES#late')).toBe(1));
      expect(await after.times('COPIES#early')).toBe(1);
      after.close();
    },
    TIMEOUT_MS,
  );
});
