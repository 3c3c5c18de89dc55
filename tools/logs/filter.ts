import { isAtLeast, placeOf, textOf, type LogLevel, type LogLine } from './log-line.ts';

export interface LogFilter {
  readonly service?: string | undefined;
  /** The function's key or a part of its Lambda name. */
  readonly function?: string | undefined;
  /** This level and above. */
  readonly level?: LogLevel | undefined;
  /** A request, correlation or trace id. */
  readonly request?: string | undefined;
  readonly order?: string | undefined;
  readonly since?: Date | undefined;
}

const REQUEST_FIELDS = ['requestId', 'awsRequestId', 'correlationId', 'causationId', 'traceparent'];

/** Texts without which no line can pass, to search by. */
export function textsOf({ request, order }: LogFilter): string[] {
  return [order ?? request ?? []].flat();
}

export function passes(line: LogLine, filter: LogFilter): boolean {
  const { service, key } = placeOf(line);
  if (filter.service !== undefined && filter.service !== service) return false;
  if (filter.function !== undefined && filter.function !== key && !line.functionName.includes(filter.function)) {
    return false;
  }
  if (filter.level !== undefined && !isAtLeast(line.level, filter.level)) return false;
  if (filter.since !== undefined && line.at < filter.since.getTime()) return false;
  if (filter.order !== undefined && !JSON.stringify(line.fields).includes(filter.order)) return false;
  const { request } = filter;
  return request === undefined || REQUEST_FIELDS.some((name) => textOf(line, name)?.includes(request));
}
