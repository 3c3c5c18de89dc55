import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleBudget, GOALS } from '../budgets.ts';
import { bundleVariant, DEPLOYED, SERVERLESS_ESBUILD_DEFAULTS } from '../bundles/bundle-variant.ts';
import { median, type BenchResult } from '../figures.ts';
import { startAcceptingDynamoDb } from './accepting-dynamo-db.ts';
import { coldStarts, type ColdStart, type ColdVariant } from './cold-starts.ts';

const TURNS = 20;
const CATALOG = join(import.meta.dirname, '../../services/catalog');
const variant = (name: string): string => join(import.meta.dirname, `variants/${name}.ts`);
const { plugins: _, supported: __, ...PLAIN_CJS } = DEPLOYED;

async function bundled(directory: string): Promise<ColdVariant[]> {
  const lib = await bundleVariant(variant('lib-dynamodb'), directory, 'lib', SERVERLESS_ESBUILD_DEFAULTS);
  const client = await bundleVariant(variant('client-dynamodb'), directory, 'client', PLAIN_CJS);
  const required = { ...PLAIN_CJS, supported: { 'dynamic-import': false } };
  const noImport = await bundleVariant(variant('client-dynamodb'), directory, 'required', required);
  const cut = await bundleVariant(variant('client-dynamodb'), directory, 'cut');
  const product = await bundleVariant(join(CATALOG, 'src/handlers/get-product.ts'), directory, 'get-product');
  const environment = { COMPILE_CACHE: join(directory, 'compile-cache') };
  return [
    { name: 'raw on lib-dynamodb, serverless-esbuild defaults', ...lib },
    { name: 'raw on client-dynamodb, minified CJS', ...client },
    { name: '+ no dynamic import', ...noImport },
    { name: '+ the SDK cut to what a Lambda uses', ...cut },
    { name: 'catalog/get-product: the full stack, built so', ...product },
    { name: 'the same with a warm compile cache', ...product, environment },
  ];
}

const shown = (samples: readonly ColdStart[], figure: 'importMs' | 'coldMs' | 'cpuMs'): number =>
  median(samples.map((sample) => sample[figure]));

/** From the start of the import to the first answer, of a function that reads one item. */
export async function coldStartBench(): Promise<BenchResult> {
  const directory = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  const database = await startAcceptingDynamoDb();
  try {
    const event: unknown = JSON.parse(await readFile(join(CATALOG, 'events/get-product.json'), 'utf8'));
    const rows = await coldStarts(await bundled(directory), { endpoint: database.endpoint, event, turns: TURNS });
    const [lib, , , , product] = rows;
    if (lib === undefined || product === undefined) throw new Error('The variants are incomplete.');
    return {
      table: [
        ['variant', 'KB', 'import ms', 'first answer ms', 'CPU ms', 'undici'],
        ...rows.map(({ name, bytes, samples }) => [
          name,
          Math.round(bytes / 1024),
          shown(samples, 'importMs'),
          shown(samples, 'coldMs'),
          shown(samples, 'cpuMs'),
          samples.some(({ undici }) => undici) ? 'loaded' : '',
        ]),
      ],
      figures: [
        {
          name: 'CPU time of a cold start of catalog/get-product over the raw handler on lib-dynamodb',
          value: shown(product.samples, 'cpuMs') / shown(lib.samples, 'cpuMs'),
          goal: GOALS.coldStartToDefault,
        },
        {
          name: 'its bundle',
          value: product.bytes / 1024,
          unit: 'KB',
          goal: bundleBudget('catalog/get-product').kilobytes,
        },
      ],
    };
  } finally {
    database.close();
    await rm(directory, { recursive: true });
  }
}
