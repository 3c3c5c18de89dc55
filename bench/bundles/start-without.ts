import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { DeployedBundle } from './deployed-bundles.ts';

const Reports = z.array(z.object({ name: z.string(), without: z.optional(z.string()), said: z.string() }));
/** What a function said when it was loaded without one of its settings, or with all of them; empty if it started. */
export type StartReport = z.output<typeof Reports>[number];

const run = promisify(execFile);
const MAX_OUTPUT = 2 ** 25;

/** The variables that a function's template gives to it, and not to all functions. */
function settingsOf({ environment }: DeployedBundle, all: readonly DeployedBundle[]): string[] {
  return Object.keys(environment).filter((variable) => !all.every((other) => variable in other.environment));
}

/** Loads each function as Lambda does, once with its environment and once without each setting of its own. */
export async function startWithoutEach(bundles: readonly DeployedBundle[], directory: string): Promise<StartReport[]> {
  const list = join(directory, 'starts.json');
  const starts = bundles.map((bundle) => ({ ...bundle, settings: settingsOf(bundle, bundles) }));
  await writeFile(list, JSON.stringify(starts));
  const script = join(import.meta.dirname, 'start-without.cjs');
  const { stdout } = await run(process.execPath, [script, list], { maxBuffer: MAX_OUTPUT });
  return Reports.parse(JSON.parse(stdout));
}
