import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleVariant } from '../bundles/bundle-variant.ts';
import { startAcceptingDynamoDb } from '../cold-start/accepting-dynamo-db.ts';
import { coldStarts } from '../cold-start/cold-starts.ts';
import { median, type BenchResult } from '../figures.ts';

const TURNS = 20;
const VARIANTS = {
  none: 'without idempotency',
  own: 'dynamoIdempotencyStore',
  powertools: "Powertools' DynamoDB layer",
};
const EVENT = {
  headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1' },
  body: '{"cartId":"crt_1"}',
  requestContext: { http: { method: 'POST', sourceIp: '192.0.2.1' } },
};

/** What idempotency adds to a cold start: our store against Powertools. */
export async function idempotencyBench(): Promise<BenchResult> {
  const directory = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  const database = await startAcceptingDynamoDb();
  try {
    const variants = await Promise.all(
      Object.entries(VARIANTS).map(async ([file, name]) => ({
        name,
        ...(await bundleVariant(join(import.meta.dirname, `${file}.ts`), directory, file)),
      })),
    );
    const measured = await coldStarts(variants, { endpoint: database.endpoint, event: EVENT, turns: TURNS });
    const rows = measured.map(({ name, bytes, samples }) => ({
      name,
      kilobytes: Math.round(bytes / 1024),
      importMs: median(samples.map((sample) => sample.importMs)),
      coldMs: median(samples.map((sample) => sample.coldMs)),
      cpuMs: median(samples.map((sample) => sample.cpuMs)),
    }));
    const [none, own, powertools] = rows.map(({ cpuMs }) => cpuMs);
    return {
      table: [
        ['variant', 'KB', 'import ms', 'first answer ms', 'CPU ms'],
        ...rows.map(({ name, kilobytes, importMs, coldMs, cpuMs }) => [name, kilobytes, importMs, coldMs, cpuMs]),
      ],
      figures: [
        { name: 'CPU time of a cold start with our store over the one without', value: (own ?? 0) / (none ?? 1) },
        {
          name: "CPU time of a cold start with Powertools' layer over the one without",
          value: (powertools ?? 0) / (none ?? 1),
        },
      ],
    };
  } finally {
    database.close();
    await rm(directory, { recursive: true });
  }
}
