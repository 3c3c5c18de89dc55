import { env, type LogLevel } from '../env.ts';
import { embedBusinessMetric, type BusinessMetricName, type MetricDimensions } from '../metrics/business-metrics.ts';
import type { EmbeddedMetrics } from '../metrics/embedded-metrics.ts';
import { redact } from './redaction.ts';

export type LogFields = Readonly<Record<string, unknown>>;

/** Fields, or what makes them when a line is written. */
export type LazyLogFields = LogFields | (() => LogFields);

/**
 * Structured logging: one JSON object a line. Fields are redacted by key name and by what they look like, so a field
 * may be passed as it is; personal data must still not be put into the message.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger whose lines also carry these fields, at this level if one is given. */
  child(fields: LazyLogFields, level?: LogLevel): Logger;
  /** Lets all later lines of this logger carry these fields, the one that closes the invocation included. */
  append(fields: LogFields): void;
  /** A line that is a metric too, and so is written at every level but `silent`. Without metrics it is a plain line. */
  measure(level: 'info' | 'error', message: string, fields: LazyLogFields, metrics: EmbeddedMetrics | undefined): void;
  /** Counts what the business cares about: a line of its own, only where `METRICS` is on. `value` is 1 if left out. */
  metric(name: BusinessMetricName, value?: number, dimensions?: MetricDimensions): void;
}

/** Receives one line without its newline. */
export type LogSink = (line: string) => void;

export interface LoggerOptions {
  readonly sink?: LogSink;
  readonly level?: LogLevel;
  /** Whether `metric` writes; `METRICS` of the environment if left out. */
  readonly metrics?: boolean;
}

type LineLevel = Exclude<LogLevel, 'silent'>;

const WEIGHT = { debug: 10, info: 20, warn: 30, error: 40, silent: 50 } as const satisfies Record<LogLevel, number>;

// Lambda's console patching stamps a prefix on every line; a plain write keeps the line valid JSON.
const standardOutput: LogSink = (line) => {
  process.stdout.write(`${line}\n`);
};

function made(fields: LazyLogFields): LogFields {
  return typeof fields === 'function' ? fields() : fields;
}

/** Fields are put together when a line is written: most loggers of a request never write one. */
class JsonLogger implements Logger {
  readonly #parent: JsonLogger | undefined;
  #fields: LazyLogFields;
  readonly #level: LogLevel;
  readonly #sink: LogSink;
  readonly #metrics: boolean;

  constructor(parent: JsonLogger | undefined, fields: LazyLogFields, options: Required<LoggerOptions>) {
    this.#parent = parent;
    this.#fields = fields;
    this.#level = options.level;
    this.#sink = options.sink;
    this.#metrics = options.metrics;
  }

  debug(message: string, fields?: LogFields): void {
    if (WEIGHT[this.#level] <= WEIGHT.debug) this.#write('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    if (WEIGHT[this.#level] <= WEIGHT.info) this.#write('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    if (WEIGHT[this.#level] <= WEIGHT.warn) this.#write('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    if (WEIGHT[this.#level] <= WEIGHT.error) this.#write('error', message, fields);
  }

  child(fields: LazyLogFields, level: LogLevel = this.#level): Logger {
    return new JsonLogger(this, fields, { level, sink: this.#sink, metrics: this.#metrics });
  }

  append(fields: LogFields): void {
    this.#fields = { ...made(this.#fields), ...fields };
  }

  measure(level: 'info' | 'error', message: string, fields: LazyLogFields, metrics: EmbeddedMetrics | undefined): void {
    const least = metrics === undefined ? level : 'error';
    if (WEIGHT[this.#level] <= WEIGHT[least]) this.#write(level, message, made(fields), metrics);
  }

  metric(name: BusinessMetricName, value = 1, dimensions: MetricDimensions = {}): void {
    if (!this.#metrics || this.#level === 'silent') return;
    this.#write('info', 'metric', { metric: name }, embedBusinessMetric(name, value, dimensions));
  }

  #write(level: LineLevel, message: string, fields: LogFields = {}, metrics?: EmbeddedMetrics): void {
    const own = { level, time: new Date().toISOString(), message };
    const line: Record<string, unknown> = { ...own };
    this.#collect(line);
    // Metrics are ours alone, and their format has keys, such as Name, that are personal data elsewhere.
    this.#sink(JSON.stringify(Object.assign(redact(Object.assign(line, fields, own)), metrics)));
  }

  #collect(line: Record<string, unknown>): void {
    if (this.#parent !== undefined) this.#parent.#collect(line);
    Object.assign(line, made(this.#fields));
  }
}

/** A logger at `LOG_LEVEL` (`info` unless set) on standard output. */
export function createLogger(fields: LazyLogFields = {}, options: LoggerOptions = {}): Logger {
  const { level = env().LOG_LEVEL, sink = standardOutput, metrics = env().METRICS } = options;
  return new JsonLogger(undefined, fields, { level, sink, metrics });
}
