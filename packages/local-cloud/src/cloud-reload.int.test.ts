import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cloud } from './cloud.ts';
import { eventually, FIXTURES, ROOT, startFixture } from './running-cloud.test-support.ts';

const STALL = `service: tradewind-stall
provider: { name: aws, runtime: nodejs24.x, stage: dev }
functions:
  version:
    handler: src/handlers/version.handler
    events: [{ httpApi: GET /stall/version }]
    environment: { QUEUE_URL: !Ref OrdersQueue }
resources:
  Resources:
    OrdersQueue: { Type: AWS::SQS::Queue, Properties: { QueueName: tradewind-stall-dev-orders } }
`;

let directory: string;
let cloud: Cloud;

beforeAll(async () => {
  // Inside of the repository, so that the copied functions find its node_modules.
  const cache = join(ROOT, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  directory = await mkdtemp(join(cache, 'tradewind-reload-'));
  await cp(FIXTURES, directory, { recursive: true });
  cloud = await startFixture({ servicesDirectory: directory, watch: true });
});

afterAll(async () => {
  await cloud.close();
  await rm(directory, { recursive: true, force: true });
});

async function version(): Promise<unknown> {
  const answer: unknown = await (await fetch(`${cloud.url}/version`)).json();
  return answer;
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(directory, 'shop', file);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

describe('reload', () => {
  it('makes an edited module live', async () => {
    await fetch(`${cloud.url}/items/a`, { method: 'PUT', body: 'x' });
    expect(await version()).toEqual({ version: 'one', calls: 1 });
    expect(await version()).toEqual({ version: 'one', calls: 2 });
    await edit('src/version.ts', 'one', 'two');
    await eventually(async () => expect(await version()).toMatchObject({ version: 'two' }), 2_000);
  });

  it('answers 503 while a function does not build, and recovers', async () => {
    await edit('src/version.ts', "'two'", "'two");
    await eventually(async () => expect((await fetch(`${cloud.url}/version`)).status).toBe(503));
    expect((await fetch(`${cloud.url}/items/a`)).status).toBe(200);
    await edit('src/version.ts', "'two", "'three'");
    await eventually(async () => expect(await version()).toMatchObject({ version: 'three' }));
  });

  it('takes over a new route and a new queue', async () => {
    await edit('functions/http.yml', 'httpApi: GET /version', 'httpApi: GET /renamed');
    await eventually(async () => expect((await fetch(`${cloud.url}/renamed`)).status).toBe(200));
    expect((await fetch(`${cloud.url}/version`)).status).toBe(404);
  });

  it('goes on with what ran when a template is broken', async () => {
    await edit('functions/http.yml', 'GET /renamed', '{ nonsense: true }');
    await edit('src/version.ts', 'three', 'four');
    await eventually(async () => {
      const answer = await fetch(`${cloud.url}/renamed`);
      expect([answer.status, await answer.json()]).toMatchObject([200, { version: 'four' }]);
    });
  });
});

describe('a service', () => {
  const health = async () => (await fetch(`${cloud.url}/stall/version`)).status;

  it('that is new is served, with its resources, without a restart', async () => {
    const stall = join(directory, 'stall');
    expect(await health()).toBe(404);
    await mkdir(join(stall, 'src/handlers'), { recursive: true });
    await writeFile(
      join(stall, 'src/handlers/version.ts'),
      'export const handler = async () => ({ statusCode: 200, body: process.env.QUEUE_URL });',
    );
    await writeFile(join(stall, 'serverless.yml'), STALL);
    await eventually(async () => expect(await health()).toBe(200));
    expect(await (await fetch(`${cloud.url}/stall/version`)).text()).toMatch(/tradewind-stall-dev-orders$/);
    expect((await fetch(`${cloud.url}/items/a`)).status).toBe(200);
  });

  it('that is gone is served no more', async () => {
    await rm(join(directory, 'stall'), { recursive: true });
    await eventually(async () => expect(await health()).toBe(404));
    expect((await fetch(`${cloud.url}/items/a`)).status).toBe(200);
  });
});
