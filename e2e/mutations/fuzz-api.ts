import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSystem } from '../support/system.ts';
import { runMutations } from './run-mutations.ts';

const USAGE = `Usage: npm run fuzz:api -- [options]

  --count <n>      how many mutated requests to send (default 100000)
  --seed <n>       of the mutations; printed, so that a run can be repeated
  --record <file>  where the result is written as JSON

Starts a system of its own, sends one-change mutations of every operation of OpenAPI, and compares each answer with the
contract and the tables with what they held before.
`;

function whole(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is no whole number.\n\n${USAGE}`);
  return Number(text);
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { count: text, seed: text, record: text } });
  const count = whole(values.count, 100_000);
  const seed = whole(values.seed, Math.floor(Math.random() * 1_000_000));
  process.stdout.write(`Seed ${seed}\n`);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tradewind-fuzz-'));
  const system = await startSystem({ dataDir });
  process.env['TRADEWIND_URL'] = system.url;
  try {
    const onProgress = (sent: number) => process.stdout.write(`${sent} of ${count}\n`);
    const report = await runMutations({ count, seed, awsUrl: system.awsUrl, onProgress });
    const machine = `${availableParallelism()} cores, ${arch()}, Node ${process.version}`;
    const record = { ...report, seconds: Math.round(report.seconds), machine, at: new Date().toISOString() };
    process.stdout.write(`${JSON.stringify(record, undefined, 2)}\n`);
    if (values.record !== undefined) await writeFile(values.record, `${JSON.stringify(record, undefined, 2)}\n`);
    return report.failures.length === 0 ? 0 : 1;
  } finally {
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
