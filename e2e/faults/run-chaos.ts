import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';

const USAGE = `Usage: npm run chaos -- [options]

  --kills <n>      how often the whole system is killed (default 50)
  --seed <n>       of the moments; printed, so that a run can be repeated
  --record <file>  where the result is written as JSON

Starts a system of its own, lets clients buy, and kills it with SIGKILL at random moments. In the end every order that
a client was told of must be there, once, and stock, payments and orders must agree.
`;

function whole(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is no whole number.\n\n${USAGE}`);
  return Number(text);
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { kills: text, seed: text, record: text } });
  const seed = whole(values.seed, Math.floor(Math.random() * 1_000_000));
  process.stdout.write(`Seed ${seed}\n`);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tradewind-chaos-'));
  try {
    const report = await runChaos({
      kills: whole(values.kills, 50),
      seed,
      dataDir,
      onKill: (kills, acknowledged) => process.stdout.write(`Kill ${kills}: ${acknowledged} orders acknowledged\n`),
    });
    const machine = `${availableParallelism()} cores, ${arch()}, Node ${process.version}`;
    const record = { ...report, seconds: Math.round(report.seconds), machine, at: new Date().toISOString() };
    process.stdout.write(`${JSON.stringify(record, undefined, 2)}\n`);
    if (values.record !== undefined) await writeFile(values.record, `${JSON.stringify(record, undefined, 2)}\n`);
    return report.findings.length === 0 ? 0 : 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
