import { build, type Plugin } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';

const VARIANTS = ['none', 'own', 'powertools'] as const;
const RUNS = 20;
const run = promisify(execFile);
const directory = join(import.meta.dirname, 'idempotency');

const Sample = z.object({ statusCode: z.literal(201), importMs: z.number(), coldMs: z.number(), undici: z.boolean() });
type Sample = z.output<typeof Sample>;

/** The plugins of `config/serverless`, which `serverless-esbuild` loads as CommonJS. */
const plugins: Plugin[] = createRequire(import.meta.url)('../config/serverless/esbuild-plugins.cjs');

/** Bundles one variant by the settings of `config/serverless/custom.yml`; answers where, and how many bytes. */
async function bundle(variant: string, target: string): Promise<{ path: string; bytes: number }> {
  const path = join(target, `${variant}.cjs`);
  await build({
    entryPoints: [join(directory, `${variant}.ts`)],
    outfile: path,
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'node24',
    platform: 'node',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    plugins,
  });
  return { path, bytes: (await stat(path)).size };
}

/** Accepts every DynamoDB call at once: what is measured is our process, not a database. */
async function startAcceptingDynamoDb() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function coldInvocation(path: string, endpoint: string): Promise<Sample> {
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    LOG_LEVEL: 'silent',
    STAGE: 'prod',
  };
  const { stdout } = await run(process.execPath, [join(directory, 'cold-invocation.cjs'), path], { env });
  return Sample.parse(JSON.parse(stdout));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const target = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
const database = await startAcceptingDynamoDb();
try {
  const bundles = await Promise.all(
    VARIANTS.map(async (variant) => {
      const samples: Sample[] = [];
      return { variant, samples, ...(await bundle(variant, target)) };
    }),
  );
  // Variants take turns, so that a busy moment of the machine falls on all of them.
  for (let round = 0; round <= RUNS; round += 1) {
    for (const { path, samples } of bundles) {
      const sample = await coldInvocation(path, database.endpoint);
      if (round > 0) samples.push(sample);
    }
  }
  process.stdout.write('variant       KB  import ms  first request ms\n');
  for (const { variant, bytes, samples } of bundles) {
    const importMs = median(samples.map((sample) => sample.importMs)).toFixed(1);
    const coldMs = median(samples.map((sample) => sample.coldMs)).toFixed(1);
    const kilobytes = String(Math.round(bytes / 1024));
    process.stdout.write(
      `${variant.padEnd(12)} ${kilobytes.padStart(3)} ${importMs.padStart(10)} ${coldMs.padStart(17)}\n`,
    );
  }
} finally {
  database.close();
  await rm(target, { recursive: true });
}
