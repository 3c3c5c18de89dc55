import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import type { CloudLog } from '../log.ts';
import { rotatingFile, type RotationOptions } from './rotating-file.ts';

/** Everything goes into the file; what a person at the terminal should know goes to `note` too. */
export function fileLog(path: string, note: (text: string) => void, rotation?: RotationOptions): CloudLog {
  mkdirSync(dirname(path), { recursive: true });
  const file = rotatingFile(path, rotation);
  const append = (level: string, text: string) => {
    file.append(`${new Date().toISOString()} ${level} ${text}\n`);
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
