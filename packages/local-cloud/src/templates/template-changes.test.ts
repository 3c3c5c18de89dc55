import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateChanges } from './template-changes.ts';

let servicesDirectory: string;

beforeAll(async () => {
  servicesDirectory = await mkdtemp(join(tmpdir(), 'tradewind-changes-'));
  for (const name of ['carts', 'orders', 'half-written']) await mkdir(join(servicesDirectory, name));
  for (const name of ['carts', 'orders']) await writeFile(join(servicesDirectory, name, 'serverless.yml'), '');
});

afterAll(() => rm(servicesDirectory, { recursive: true }));

const none = { changed: [], gone: [] };

describe('templateChanges', () => {
  const judge = (running: readonly string[], ...files: readonly string[]) =>
    templateChanges(
      { servicesDirectory },
      running,
      files.map((file) => join(servicesDirectory, file)),
    );

  it('sees none in code', async () => {
    expect(await judge(['carts'], 'carts/src/wiring.ts', 'orders/src/wiring.ts')).toEqual(none);
  });

  it('concern the service whose template they are, and every one when all share it', async () => {
    expect(await judge(['carts', 'orders'], 'carts/functions/http.yml')).toEqual({ ...none, changed: ['carts'] });
    expect(await judge(['carts', 'orders'], '../config/serverless/provider.yml')).toEqual({
      ...none,
      changed: ['carts', 'orders'],
    });
  });

  it('bring a service as soon as its serverless.yml is there', async () => {
    expect(await judge(['carts'], 'orders/serverless.yml')).toEqual({ ...none, changed: ['orders'] });
    expect(await judge(['carts', 'orders'], 'half-written/functions/http.yml')).toEqual(none);
  });

  it('take a service away with its folder', async () => {
    expect(await judge(['carts', 'lost', 'orders'], 'lost/serverless.yml')).toEqual({ ...none, gone: ['lost'] });
  });

  it('know only the services that were asked for', async () => {
    const source = { servicesDirectory, services: ['carts'] };
    expect(await templateChanges(source, ['carts'], [join(servicesDirectory, 'orders/serverless.yml')])).toEqual(none);
  });
});
