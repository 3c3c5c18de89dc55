import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { BenchResult } from './figures.ts';

const FILE = join(import.meta.dirname, 'results.json');
const Results = z.record(z.string(), z.unknown());

async function earlierResults(): Promise<Record<string, unknown>> {
  try {
    return Results.parse(JSON.parse(await readFile(FILE, 'utf8')));
  } catch {
    return {};
  }
}

/** Keeps what a bench has measured in `bench/results.json`, where the last run of each bench stands. */
export async function keepResult(bench: string, { table, figures }: BenchResult): Promise<void> {
  const run = { measuredAt: new Date().toISOString(), node: process.versions.node, cores: availableParallelism() };
  const results = { ...(await earlierResults()), [bench]: { ...run, figures, table } };
  const sorted = Object.fromEntries(Object.entries(results).toSorted(([left], [right]) => left.localeCompare(right)));
  await writeFile(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
}
