import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cloud } from './cloud.ts';
import { eventually, FIXTURES, ROOT, startFixture } from './running-cloud.test-support.ts';

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
      expect([answer.status, await answer.json()]).toMatchObject([200, { version: expect.any(String) }]);
    });
  });
});
