import { olderFile } from '@tradewind/local-cloud/cli/rotating-file';
import { existsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { readFileLine, type LogLine } from './log-line.ts';

/** Where log lines can be searched: the file of the local cloud, or CloudWatch. */
export interface LogSource {
  /** What is searched, for people. */
  readonly name: string;
  /** Every line that contains one of the texts, oldest first; every line if there are none. */
  find(texts: readonly string[]): Promise<LogLine[]>;
}

export class NoLogError extends Error {}

/** The log of the local cloud; TRADEWIND_DATA_DIR says where, as for `npm start`. */
export function localLogFile(environment: Readonly<Record<string, string | undefined>>): string {
  const { TRADEWIND_DATA_DIR: directory } = environment;
  return path.join(
    directory === undefined || directory === '' ? path.join(ROOT, '.tradewind') : directory,
    'tradewind.log',
  );
}

/** Throws {@link NoLogError} with what to do when nothing has run yet. */
export function requireLocalLog(file: string): void {
  if (existsSync(file)) return;
  throw new NoLogError(
    `There is no log at ${file}: the system has not run here yet.\n` +
      'Start it with `npm start` (TRADEWIND_DATA_DIR says where it keeps its data), or name a stage on AWS with --stage.',
  );
}

/** Calls `onLine` for each line from `from` to the end; answers where to go on, behind the last whole line. */
export async function readLines(handle: FileHandle, from: number, onLine: (text: string) => void): Promise<number> {
  let rest = '';
  let position = from;
  for await (const chunk of handle.createReadStream({ start: from, encoding: 'utf8', autoClose: false })) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      onLine(line);
      position += Buffer.byteLength(line) + 1;
    }
  }
  return position;
}

/** A log and what was set aside for it, oldest first; open, so that a rotation takes nothing away. */
async function openWithOlder(file: string): Promise<FileHandle[]> {
  const current = await open(file);
  const older = await open(olderFile(file)).catch(() => undefined);
  if (older === undefined) return [current];
  // Set aside just between the two.
  if ((await older.stat()).ino !== (await current.stat()).ino) return [older, current];
  await older.close();
  return [current];
}

/** The log file of the local cloud with its older one. */
export function fileSource(file: string): LogSource {
  return {
    name: file,
    async find(texts) {
      requireLocalLog(file);
      const found: LogLine[] = [];
      const keep = (text: string): void => {
        if (texts.length > 0 && !texts.some((wanted) => text.includes(wanted))) return;
        const line = readFileLine(text);
        if (line !== undefined) found.push(line);
      };
      for (const handle of await openWithOlder(file)) {
        await readLines(handle, 0, keep);
        await handle.close();
      }
      return found.sort((left, right) => left.at - right.at);
    },
  };
}
