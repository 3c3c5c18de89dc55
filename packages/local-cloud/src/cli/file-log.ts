import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import type { CloudLog } from '../log.ts';

/**
 * Everything goes into the file; what a person at the terminal should know goes to `note` too. Appending at once keeps
 * the last lines of a process that is killed.
 */
export function fileLog(path: string, note: (text: string) => void): CloudLog {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a');
  const append = (level: string, text: string) => {
    writeSync(file, `${new Date().toISOString()} ${level} ${text}\n`);
  };
  return {
    info(message) {
      append('INFO', message);
      note(message);
    },
    warn(message) {
      append('WARN', message);
      note(message);
    },
    error(message, error) {
      append('ERROR', `${message}: ${inspect(error)}`);
      note(`${message}: ${error instanceof Error ? error.message : String(error)}`);
    },
    output: (functionName, line) => append('FUNCTION', `${functionName} ${line}`),
  };
}
