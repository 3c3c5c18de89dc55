import * as z from 'zod/mini';
import type { LogLevel, LogLine } from './views.ts';

/** What the services' logger writes; other lines have none of it. */
const Structured = z.looseObject({
  level: z.optional(z.enum(['debug', 'info', 'warn', 'error'])),
  time: z.optional(z.string()),
  message: z.optional(z.string()),
  awsRequestId: z.optional(z.string()),
  requestId: z.optional(z.string()),
  correlationId: z.optional(z.string()),
  traceparent: z.optional(z.string()),
});

interface StoredLine {
  readonly id: number;
  readonly at: number;
  readonly functionName: string;
  readonly text: string;
}

export interface LogFilter {
  readonly text?: string | undefined;
  /** This level and above. */
  readonly level?: LogLevel | undefined;
  /** A part of the function's name. */
  readonly functionName?: string | undefined;
  /** Of Lambda or of the HTTP request. */
  readonly requestId?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly limit?: number;
}

const LONGEST_LINE = 16_384;
const DEFAULT_LIMIT = 300;
const WEIGHT: Readonly<Record<LogLevel, number>> = { debug: 10, info: 20, warn: 30, error: 40 };

/** The latest lines that functions wrote. Kept as text: they are read when somebody asks, not when they are written. */
export class LogRing {
  readonly #capacity: number;
  readonly #onChange: () => void;
  #lines: StoredLine[] = [];
  #nextId = 1;

  constructor({ capacity = 5_000, onChange = () => undefined }: { capacity?: number; onChange?: () => void } = {}) {
    this.#capacity = capacity;
    this.#onChange = onChange;
  }

  add(functionName: string, text: string): void {
    this.#lines.push({ id: this.#nextId, at: Date.now(), functionName, text: text.slice(0, LONGEST_LINE) });
    this.#nextId += 1;
    // In strides, since moving all lines for every new one would cost more than writing it.
    if (this.#lines.length >= this.#capacity * 2) this.#lines = this.#lines.slice(-this.#capacity);
    this.#onChange();
  }

  /** Newest first. */
  find(filter: LogFilter): LogLine[] {
    const found: LogLine[] = [];
    const text = filter.text?.toLowerCase() ?? '';
    const oldest = Math.max(0, this.#lines.length - this.#capacity);
    for (let index = this.#lines.length - 1; index >= oldest; index -= 1) {
      const line = this.#lines[index];
      if (line === undefined || !mentions(line, text, filter)) continue;
      const view = viewOf(line);
      if (passes(view, filter)) found.push(view);
      if (found.length >= (filter.limit ?? DEFAULT_LIMIT)) break;
    }
    return found;
  }
}

/** What can be said without parsing the line. */
function mentions({ text, functionName }: StoredLine, wanted: string, filter: LogFilter): boolean {
  if (filter.functionName !== undefined && !functionName.includes(filter.functionName)) return false;
  if (filter.requestId !== undefined && !text.includes(filter.requestId)) return false;
  if (filter.correlationId !== undefined && !text.includes(filter.correlationId)) return false;
  return wanted === '' || text.toLowerCase().includes(wanted) || functionName.toLowerCase().includes(wanted);
}

function passes(line: LogLine, { level, requestId, correlationId }: LogFilter): boolean {
  if (level !== undefined && WEIGHT[line.level] < WEIGHT[level]) return false;
  if (requestId !== undefined && line.requestId !== requestId && line.awsRequestId !== requestId) return false;
  return correlationId === undefined || line.correlationId === correlationId;
}

function viewOf({ id, at, functionName, text }: StoredLine): LogLine {
  const { success, data } = z.safeParse(Structured, parsed(text));
  if (!success) return { id, at, functionName, level: text.startsWith('ERROR') ? 'error' : 'info', message: text };
  const {
    level = 'info',
    time: _,
    message = text,
    awsRequestId,
    requestId,
    correlationId,
    traceparent,
    ...fields
  } = data;
  const { function: __, ...rest } = fields;
  return {
    id,
    at,
    functionName,
    level,
    message,
    ...(awsRequestId !== undefined && { awsRequestId }),
    ...(requestId !== undefined && { requestId }),
    ...(correlationId !== undefined && { correlationId }),
    ...(traceparent !== undefined && { traceId: traceparent.split('-')[1] ?? '' }),
    fields: rest,
  };
}

function parsed(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
