import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allRoutes } from '@tradewind/contracts/all';
import { openApiDocument } from '@tradewind/contracts/openapi/document';
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEPLOYED } from './bundle-variant.ts';

const run = promisify(execFile);
const VERSION = '1';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tradewind-pure-contracts-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

/** A module, bundled as functions are. */
async function bundled(contents: string, minify: boolean): Promise<string> {
  const outfile = join(directory, `bundle-${minify ? 'minified' : 'plain'}.cjs`);
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' } as const;
  await build({ ...DEPLOYED, stdin, minify, outfile, logLevel: 'silent' });
  return outfile;
}

describe('contracts in bundles', () => {
  it.each([false, true])('are what they are in their sources (minified: %s)', async (minify) => {
    const script = `import { allRoutes } from '@tradewind/contracts/all';
      import { openApiDocument } from '@tradewind/contracts/openapi/document';
      process.stdout.write(JSON.stringify(openApiDocument(allRoutes, { version: '${VERSION}' })));`;
    const { stdout } = await run(process.execPath, [await bundled(script, minify)], { maxBuffer: 2 ** 24 });
    expect(stdout === JSON.stringify(openApiDocument(allRoutes, { version: VERSION }))).toBe(true);
  });

  it('bring nothing along that is not used', async () => {
    const script = `import { Sku } from '@tradewind/contracts/http/shapes'; console.log(Sku);`;
    const text = await readFile(await bundled(script, false), 'utf8');
    expect(/letters, digits, dots, dashes or underscores/.test(text)).toBe(true);
    expect(/Must be an ISO 3166-1|ZodMiniEmail|ZodMiniPipe/.exec(text)).toBeNull();
  });
});
