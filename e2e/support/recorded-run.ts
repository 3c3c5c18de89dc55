import { exitWith } from '@tradewind/tools/process/exit-code';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

export interface RecordedRun<Report extends { readonly seconds: number }> {
  /** Of the data directory. */
  readonly name: string;
  readonly usage: string;
  /** The option that says how much, and what it is when left out. */
  readonly amount: readonly [option: string, fallback: number];
  readonly run: (wishes: {
    readonly amount: number;
    readonly seed: number;
    readonly dataDir: string;
  }) => Promise<Report>;
  readonly succeeded: (report: Report) => boolean;
}

function whole(text: string | undefined, fallback: number, usage: string): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is no whole number.\n\n${usage}`);
  return Number(text);
}

async function recorded<Report extends { readonly seconds: number }>(options: RecordedRun<Report>): Promise<number> {
  const { name, usage, run, succeeded } = options;
  const [option, fallback] = options.amount;
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { [option]: text, seed: text, record: text } });
  const amount = whole(values[option], fallback, usage);
  const seed = whole(values['seed'], Math.floor(Math.random() * 1_000_000), usage);
  process.stdout.write(`Seed ${seed}\n`);
  const dataDir = await mkdtemp(path.join(tmpdir(), `tradewind-${name}-`));
  try {
    const report = await run({ amount, seed, dataDir });
    const machine = `${availableParallelism()} cores, ${arch()}, Node ${process.version}`;
    const record = { ...report, seconds: Math.round(report.seconds), machine, at: new Date().toISOString() };
    const json = `${JSON.stringify(record, undefined, 2)}\n`;
    process.stdout.write(json);
    if (values['record'] !== undefined) await writeFile(values['record'], json);
    return succeeded(report) ? 0 : 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/**
 * A long run as a command: reads the amount, `--seed` and `--record`, prints the seed, prints and records the report
 * with the machine, and sets the exit code.
 */
export function recordedRun<Report extends { readonly seconds: number }>(options: RecordedRun<Report>): Promise<void> {
  return exitWith(() => recorded(options));
}
