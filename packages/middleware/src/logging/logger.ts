import { env, type LogLevel } from '../env.ts';
import { redact } from './redaction.ts';

export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Structured logging: one JSON object a line. Fields are redacted by key name and by what they look like, so a field
 * may be passed as it is; personal data must still not be put into the message.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger whose lines also carry these fields. */
  child(fields: LogFields): Logger;
}

/** Receives one line without its newline. */
export type LogSink = (line: string) => void;

export interface LoggerOptions {
  readonly sink?: LogSink;
  readonly level?: LogLevel;
}

const WEIGHT = { debug: 10, info: 20, warn: 30, error: 40, silent: 50 } as const satisfies Record<LogLevel, number>;

// Lambda's console patching stamps a prefix on every line; a plain write keeps the line valid JSON.
const standardOutput: LogSink = (line) => {
  process.stdout.write(`${line}\n`);
};

/** A logger at `LOG_LEVEL` (`info` unless set) on standard output. */
export function createLogger(fields: LogFields = {}, options: LoggerOptions = {}): Logger {
  const level = options.level ?? env().LOG_LEVEL;
  const sink = options.sink ?? standardOutput;

  function write(at: Exclude<LogLevel, 'silent'>, message: string, extra: LogFields = {}): void {
    if (WEIGHT[at] < WEIGHT[level]) return;
    const line = redact({ level: at, time: new Date().toISOString(), message, ...fields, ...extra });
    sink(JSON.stringify(line));
  }

  return {
    debug: (message, extra) => write('debug', message, extra),
    info: (message, extra) => write('info', message, extra),
    warn: (message, extra) => write('warn', message, extra),
    error: (message, extra) => write('error', message, extra),
    child: (more) => createLogger({ ...fields, ...more }, { sink, level }),
  };
}
