import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The whole stack with zod/mini, Middy and token verification: 69 KB when this was written. */
const BUDGET_KB = 80;

let directory: string;
let bundle: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tradewind-cold-start-'));
  bundle = join(directory, 'handler.cjs');
  // The settings of config/serverless/custom.yml.
  await build({
    entryPoints: [join(import.meta.dirname, 'sample-handler.ts')],
    outfile: bundle,
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'node24',
    platform: 'node',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
  });
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

describe('a bundled handler', () => {
  it('stays within its budget', async () => {
    expect((await stat(bundle)).size / 1024).toBeLessThan(BUDGET_KB);
  });

  it('answers without loading undici, also when it fetches signing keys', async () => {
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'invoke-bundle.cjs'), bundle]);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({ statuses: [200, 503], loaded: [] });
  });
});
