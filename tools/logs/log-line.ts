import * as z from 'zod/mini';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];

const Structured = z.looseObject({
  level: z.enum(LEVELS),
  time: z.string(),
  message: z.string(),
});

/** One line that a function wrote. */
export interface LogLine {
  /** Lambda's name: `tradewind-orders-dev-cancel-order`. */
  readonly functionName: string;
  readonly level: LogLevel;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly message: string;
  /** Everything else on the line. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The file of the local cloud: `<time> FUNCTION <name> <what it wrote>`. */
const FILE_LINE = /^(\S+) FUNCTION (\S+) (.*)$/;

function parsedJson(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Reads what a function wrote; what is no line of the services' logger, such as a crash, is kept as its message. */
export function readFunctionOutput(functionName: string, writtenAt: number, text: string): LogLine {
  const { success, data } = z.safeParse(Structured, parsedJson(text));
  if (!success) {
    return {
      functionName,
      level: text.startsWith('ERROR') ? 'error' : 'info',
      at: writtenAt,
      message: text,
      fields: {},
    };
  }
  const { level, time, message, ...fields } = data;
  const at = Date.parse(time);
  return { functionName, level, at: Number.isNaN(at) ? writtenAt : at, message, fields };
}

/** Undefined for what the cloud itself wrote into its file. */
export function readFileLine(text: string): LogLine | undefined {
  const [, time, functionName, output] = FILE_LINE.exec(text) ?? [];
  if (time === undefined || functionName === undefined || output === undefined) return undefined;
  return readFunctionOutput(functionName, Date.parse(time), output);
}

/** A field that is text; undefined otherwise. */
export function textOf({ fields }: LogLine, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf({ fields }: LogLine, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
}

const NAME = /^tradewind-(.+?)-([a-z0-9-]+)$/;

/** `orders` and `cancel-order`; the line itself tells where a name has more than one reading. */
export function placeOf(line: LogLine): { readonly service: string; readonly key: string } {
  const service = textOf(line, 'service') ?? NAME.exec(line.functionName)?.[1] ?? '';
  const afterService = line.functionName.slice(`tradewind-${service}-`.length);
  return { service, key: afterService.slice(afterService.indexOf('-') + 1) };
}

const WEIGHT: Readonly<Record<LogLevel, number>> = { debug: 10, info: 20, warn: 30, error: 40 };

export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
  return WEIGHT[level] >= WEIGHT[least];
}

export function isLogLevel(text: string): text is LogLevel {
  return LEVELS.some((level) => level === text);
}
