import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { readFileLine, type LogLine } from './log-line.ts';
import { readLines } from './log-source.ts';

const POLL_MS = 200;

async function isStillAt(handle: FileHandle, file: string): Promise<boolean> {
  const [opened, present] = await Promise.all([handle.stat(), stat(file).catch(() => undefined)]);
  return present?.ino === opened.ino;
}

/**
 * Calls `onLine` for every line of a file and for what is appended, until the signal. A file begun anew is read anew; of
 * one that was set aside for it the end is read before.
 */
export async function follow(
  file: string,
  { onLine, signal }: { onLine: (line: LogLine) => void; signal: AbortSignal },
): Promise<void> {
  const tell = (text: string): void => {
    const line = readFileLine(text);
    if (line !== undefined) onLine(line);
  };
  let handle: FileHandle | undefined;
  let position = 0;
  while (!signal.aborted) {
    handle ??= await open(file).catch(() => undefined);
    if (handle !== undefined) {
      // Asked before reading: nobody writes to a file any more that was set aside.
      const current = await isStillAt(handle, file);
      if ((await handle.stat()).size < position) position = 0;
      position = await readLines(handle, position, tell);
      if (!current) {
        await handle.close();
        handle = undefined;
        position = 0;
      }
    }
    await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  await handle?.close();
}
