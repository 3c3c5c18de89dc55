import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { DeployedBundle } from './deployed-bundles.ts';

const Reports = z.array(
  z.object({
    name: z.string(),
    status: z.optional(z.number()),
    error: z.optional(z.string()),
    loaded: z.array(z.string()),
  }),
);
/** How a function ended, and which built-in modules no function before it had loaded in its process. */
export type InvocationReport = z.output<typeof Reports>[number];

const run = promisify(execFile);
const SERVICES = join(import.meta.dirname, '../../services');
const MAX_OUTPUT = 2 ** 25;
/** Some functions wait more than they compute. */
const PROCESSES = 2;

function sampleOf(name: string): unknown {
  const [service = '', key = ''] = name.split('/');
  const file = join(SERVICES, service, 'events', `${key}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Invokes each function with its sample event, one after the other in a fresh process, a share of them in each. */
export async function invokeInTurn(bundles: readonly DeployedBundle[], directory: string): Promise<InvocationReport[]> {
  const shares = Array.from({ length: PROCESSES }, (_, share) =>
    invokeShare(
      bundles.filter((_bundle, index) => index % PROCESSES === share),
      join(directory, `functions-${share}.json`),
    ),
  );
  return (await Promise.all(shares)).flat();
}

async function invokeShare(bundles: readonly DeployedBundle[], list: string): Promise<InvocationReport[]> {
  await writeFile(list, JSON.stringify(bundles.map((bundle) => ({ ...bundle, event: sampleOf(bundle.name) }))));
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'invoke-in-turn.cjs'), list], {
    maxBuffer: MAX_OUTPUT,
  });
  return Reports.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
