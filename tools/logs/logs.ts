import { chooseSource } from './choose-source.ts';
import { passes, textsOf } from './filter.ts';
import { follow } from './follow.ts';
import type { LogLine } from './log-line.ts';
import { localLogFile, requireLocalLog } from './log-source.ts';
import { logsOptions, USAGE, UsageError, type LogsOptions } from './options.ts';
import { renderLine } from './render-line.ts';

function printer({ filter, json }: LogsOptions): (line: LogLine) => void {
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  return (line) => {
    if (!passes(line, filter)) return;
    const { functionName, level, at, message, fields } = line;
    const text = json ? JSON.stringify({ functionName, level, at, message, ...fields }) : renderLine(line, { colour });
    process.stdout.write(`${text}\n`);
  };
}

async function followLocal(print: (line: LogLine) => void): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  await follow(localLogFile(process.env), { onLine: print, signal: stop.signal });
}

async function main(): Promise<void> {
  const options = logsOptions(process.argv.slice(2), new Date());
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  // Whoever reads, such as head, may have read enough.
  process.stdout.on('error', () => process.exit());
  const print = printer(options);
  if (options.stage === undefined) requireLocalLog(localLogFile(process.env));
  if (options.follow) return followLocal(print);
  const source = chooseSource({ stage: options.stage, since: options.filter.since }, process.env);
  for (const line of await source.find(textsOf(options.filter))) print(line);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  process.exitCode = 2;
}
