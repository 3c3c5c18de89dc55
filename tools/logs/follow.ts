import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { readFileLine, type LogLine } from './log-line.ts';
import { readLines } from './log-source.ts';

const POLL_MS = 200;

/** Calls `onLine` for every line of a file and for what is appended, until the signal; a file begun anew is read anew. */
export async function follow(
  file: string,
  { onLine, signal }: { onLine: (line: LogLine) => void; signal: AbortSignal },
): Promise<void> {
  let position = 0;
  while (!signal.aborted) {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    if (size < position) position = 0;
    if (size > position) {
      position = await readLines(file, position, (text) => {
        const line = readFileLine(text);
        if (line !== undefined) onLine(line);
      });
    }
    await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
