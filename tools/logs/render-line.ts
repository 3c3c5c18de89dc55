import { placeOf, type LogLine } from './log-line.ts';

/** Told by the line's own columns, or for machines only. */
const HIDDEN = new Set([
  'service',
  'function',
  'awsRequestId',
  'xrayTraceId',
  'traceparent',
  'parentSpanId',
  'correlationId',
  'causationId',
  '_aws',
  'Latency',
  'Errors',
  'ColdStarts',
  'stage',
]);
const COLOURS = { debug: '\u001B[90m', info: '', warn: '\u001B[33m', error: '\u001B[31m' } as const;
const RESET = '\u001B[0m';
const CLOCK_START = 11;
const CLOCK_END = 23;

/** Stacks and payloads are cut; `--json` has them whole. */
const LONGEST_TEXT = 300;

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** An error by its type and message, with what caused it. */
function errorText(error: object): string {
  const type = 'type' in error ? String(error.type) : 'Error';
  const message = 'message' in error ? String(error.message) : '';
  const cause =
    'cause' in error && typeof error.cause === 'object' && error.cause !== null ? errorText(error.cause) : '';
  return `${type}: ${message}${cause === '' ? '' : ` ← ${cause}`}`;
}

function valueText(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  return name === 'error' && typeof value === 'object' && value !== null ? errorText(value) : JSON.stringify(value);
}

function fieldText([name, value]: readonly [string, unknown]): string[] {
  if (HIDDEN.has(name) || value === undefined || (name === 'coldStart' && value === false)) return [];
  return [`${name}=${cut(valueText(name, value))}`];
}

/** One line for people: time, level, function, message, and the fields that say something. */
export function renderLine(line: LogLine, { colour }: { readonly colour: boolean }): string {
  const { service, key } = placeOf(line);
  const clock = new Date(line.at).toISOString().slice(CLOCK_START, CLOCK_END);
  const fields = Object.entries(line.fields).flatMap(fieldText);
  const text = [`${clock} ${line.level.padEnd(5)} ${service}/${key}`, cut(line.message), ...fields].join('  ');
  return colour && COLOURS[line.level] !== '' ? `${COLOURS[line.level]}${text}${RESET}` : text;
}
