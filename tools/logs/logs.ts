import { exitWith } from '../process/exit-code.ts';
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

async function main(): Promise<number> {
  const options = logsOptions(process.argv.slice(2), new Date());
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  // Whoever reads, such as head, may have read enough.
  process.stdout.on('error', () => process.exit());
  const print = printer(options);
  if (options.stage === undefined) requireLocalLog(localLogFile(process.env));
  if (options.follow) {
    await followLocal(print);
    return 0;
  }
  const source = chooseSource({ stage: options.stage, since: options.filter.since }, process.env);
  for (const line of await source.find(textsOf(options.filter))) print(line);
  return 0;
}

await exitWith(main, (error) => ({ code: 2, hint: error instanceof UsageError ? `\n${USAGE}` : '' }));
