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

function fieldText([name, value]: readonly [string, unknown]): string[] {
  if (HIDDEN.has(name) || value === undefined || (name === 'coldStart' && value === false)) return [];
  return [`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`];
}

/** One line for people: time, level, function, message, and the fields that say something. */
export function renderLine(line: LogLine, { colour }: { readonly colour: boolean }): string {
  const { service, key } = placeOf(line);
  const clock = new Date(line.at).toISOString().slice(CLOCK_START, CLOCK_END);
  const fields = Object.entries(line.fields).flatMap(fieldText);
  const text = [`${clock} ${line.level.padEnd(5)} ${service}/${key}`, line.message, ...fields].join('  ');
  return colour && COLOURS[line.level] !== '' ? `${COLOURS[line.level]}${text}${RESET}` : text;
}
