import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { GOALS } from '../budgets.ts';
import { bundleVariant } from '../bundles/bundle-variant.ts';
import { median, type BenchResult } from '../figures.ts';

const ROUNDS = 3;

interface Variant {
  readonly name: string;
  readonly file: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const VARIANTS = [
  { name: 'raw handler', file: 'raw.ts' },
  { name: 'Tradewind', file: 'tradewind.ts' },
  {
    name: 'Tradewind, log line and metrics written',
    file: 'tradewind.ts',
    environment: { LOG_LEVEL: 'info', METRICS: 'on' },
  },
  { name: 'Powertools event handler', file: 'powertools.ts' },
  { name: 'Hono', file: 'hono.ts' },
  { name: 'Express by serverless-http', file: 'express.mjs' },
  { name: 'Fastify by @fastify/aws-lambda', file: 'fastify.ts' },
] as const satisfies readonly Variant[];

const Sample = z.object({
  statusCode: z.literal(200),
  body: z.strictObject({
    cartId: z.literal('crt_01KA3Q5Z8M4T7R9V2W6X0Y1B3D'),
    variantId: z.string(),
    quantity: z.literal(2),
  }),
  microseconds: z.number(),
});

/** The warm µs of one request, measured in a process of its own. */
async function measure(path: string, environment: Variant['environment'] = {}): Promise<number> {
  const child = fork(join(import.meta.dirname, 'measure-handler.cjs'), [path], {
    env: { PATH: process.env['PATH'], STAGE: 'prod', LOG_LEVEL: 'silent', NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // A child that fails ends without a message; its words are on standard error.
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  child.kill();
  return Sample.parse(message).microseconds;
}

/** Warm µs per request of each framework over a raw handler, for one route with a JSON body. */
export async function middlewareBench(): Promise<BenchResult> {
  const directory = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  try {
    const variants = await Promise.all(
      VARIANTS.map(async (variant: Variant) => {
        const source = join(import.meta.dirname, `variants/${variant.file}`);
        const { path, bytes } = await bundleVariant(source, directory, variant.file);
        const samples: number[] = [];
        return { ...variant, path, bytes, samples };
      }),
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { path, environment, samples } of variants) samples.push(await measure(path, environment));
    }
    return judged(variants.map(({ name, bytes, samples }) => ({ name, bytes, microseconds: median(samples) })));
  } finally {
    await rm(directory, { recursive: true });
  }
}

function judged(rows: readonly { name: string; bytes: number; microseconds: number }[]): BenchResult {
  const [raw = 0, own = 0, written = 0, powertools = 0] = rows.map(({ microseconds }) => microseconds);
  return {
    table: [
      ['handler', 'µs per request', 'over raw', 'KB'],
      ...rows.map(({ name, bytes, microseconds }) => [
        name,
        microseconds,
        microseconds - raw,
        Math.round(bytes / 1024),
      ]),
    ],
    figures: [
      { name: 'full stack over a raw handler', value: own - raw, unit: 'µs', goal: GOALS.middlewareMicroseconds },
      {
        name: "full stack's overhead over Powertools' event handler's",
        value: (own - raw) / (powertools - raw),
        goal: GOALS.middlewareToPowertools,
      },
      { name: 'the same with log line and metrics written', value: (written - raw) / (powertools - raw) },
    ],
  };
}
