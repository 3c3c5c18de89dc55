import { numberOf, placeOf, textOf, type LogLine } from '../logs/log-line.ts';
import type { Hop } from './hop.ts';

const PUBLISHED = 'event published';
const DELIVERED = new Set(['event handled', 'message handled', 'record failed']);
const CLOSING = new Set(['request', 'invocation', 'invocation failed', ...DELIVERED]);
/** Lines that are told by the hop itself, or that are for machines. */
const SILENT = new Set([...CLOSING, PUBLISHED, 'metric']);

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-/;

/** The trace and the span of a line; undefined for lines outside of any. */
export function spanOfLine(line: LogLine): { readonly traceId: string; readonly spanId: string } | undefined {
  const [, traceId, spanId] = TRACEPARENT.exec(textOf(line, 'traceparent') ?? '') ?? [];
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId };
}

function errorIn(line: LogLine): string | undefined {
  const { error, issues } = line.fields;
  if (Array.isArray(issues)) return `breaks its schema: ${issues.join(', ')}`;
  if (typeof error !== 'object' || error === null) return undefined;
  const told = 'cause' in error && typeof error.cause === 'object' && error.cause !== null ? error.cause : error;
  const type = 'type' in told ? String(told.type) : 'Error';
  return 'message' in told && told.message !== '' ? `${type}: ${String(told.message)}` : type;
}

function outcomeOf(line: LogLine): string | undefined {
  const route = textOf(line, 'route');
  const code = textOf(line, 'code') ?? errorIn(line);
  if (route === undefined) return code;
  const status = `${route} → ${numberOf(line, 'status') ?? '?'}`;
  return code === undefined ? status : `${status} ${code}`;
}

const NOTED = ['outcome', 'failureCode', 'status', 'code', 'action', 'undoFrom', 'replayName'];

function noteOf(line: LogLine): string {
  const details = NOTED.flatMap((name) => textOf(line, name) ?? []);
  const error = errorIn(line);
  const level = line.level === 'info' || line.level === 'debug' ? '' : `${line.level}: `;
  return `${level}${[line.message, ...details, ...(error === undefined ? [] : [error])].join(' ')}`;
}

function belongsTo(note: LogLine, closing: LogLine): boolean {
  return (
    textOf(note, 'awsRequestId') === textOf(closing, 'awsRequestId') &&
    textOf(note, 'eventId') === textOf(closing, 'eventId')
  );
}

function functionHop(line: LogLine, spanId: string, notes: readonly LogLine[]): Hop {
  const { service, key } = placeOf(line);
  const durationMs = numberOf(line, 'durationMs') ?? 0;
  const status = numberOf(line, 'status') ?? 0;
  return {
    kind: 'function',
    service,
    name: key,
    start: line.at - durationMs,
    durationMs,
    spanId,
    parentSpanId: textOf(line, 'parentSpanId'),
    eventId: textOf(line, 'eventId'),
    causationId: textOf(line, 'causationId'),
    awsRequestId: textOf(line, 'awsRequestId'),
    coldStart: line.fields['coldStart'] === true,
    attempt: numberOf(line, 'attempt') ?? 1,
    failed: line.level === 'error' || status >= 500,
    outcome: outcomeOf(line),
    notes: notes.filter((note) => belongsTo(note, line)).map(noteOf),
  };
}

function eventHop(line: LogLine, spanId: string): Hop {
  const occurredAt = Date.parse(textOf(line, 'occurredAt') ?? '');
  const start = Number.isNaN(occurredAt) ? line.at : occurredAt;
  return {
    kind: 'event',
    service: placeOf(line).service,
    name: textOf(line, 'detailType') ?? 'event',
    start,
    durationMs: Math.max(0, line.at - start),
    spanId,
    parentSpanId: spanId,
    eventId: textOf(line, 'eventId'),
    causationId: textOf(line, 'causationId'),
    awsRequestId: textOf(line, 'awsRequestId'),
    coldStart: false,
    attempt: 1,
    failed: false,
    outcome: undefined,
    notes: [],
  };
}

/**
 * The hops of one trace, from all of its lines. A batch of messages closes with a line for each message and one for
 * itself; the latter is left out, since it belongs to no message in particular.
 */
export function readHops(lines: readonly LogLine[]): Hop[] {
  const batches = new Set(
    lines
      .filter(({ message }) => DELIVERED.has(message) || message === PUBLISHED)
      .map((line) => textOf(line, 'awsRequestId')),
  );
  const notes = lines.filter(({ message }) => !SILENT.has(message));
  return lines.flatMap((line) => {
    const span = spanOfLine(line);
    if (span === undefined) return [];
    if (line.message === PUBLISHED) return [eventHop(line, span.spanId)];
    if (!CLOSING.has(line.message)) return [];
    const isBatch = !DELIVERED.has(line.message) && batches.has(textOf(line, 'awsRequestId'));
    return isBatch ? [] : [functionHop(line, span.spanId, notes)];
  });
}
