import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, serviceNames } from '../process/repository.ts';

const before = { ...process.env };
const modules = serviceNames()
  .map((service) => ({ service, file: path.join(ROOT, 'services', service, 'src/env.ts') }))
  .filter(({ file }) => existsSync(file));

/** What the file asks for; what may be left out is marked so on its line. */
function requiredNames(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const required = lines.filter((line) => !/optional|_default/.test(line)).join('\n');
  return [...required.matchAll(/\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*): /g)].map(([, name = '']) => name);
}

/** Why each of the file's settings cannot be read. */
async function refusals(file: string): Promise<string[]> {
  const loaded: unknown = await import(pathToFileURL(file).href);
  const settings = Object.values(Object(loaded)).filter((value) => typeof value === 'function');
  return settings.flatMap((read) => {
    try {
      Reflect.apply(read, undefined, []);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

beforeAll(() => {
  for (const { file } of modules) for (const name of requiredNames(file)) delete process.env[name];
});
afterAll(() => {
  process.env = before;
});

describe('the environment of a service', () => {
  it.each(modules)('$service names everything that is missing', async ({ file }) => {
    const names = requiredNames(file);
    const told = (await refusals(file)).join('\n');
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
  });
});
