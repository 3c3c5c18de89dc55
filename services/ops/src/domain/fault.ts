/** How a function failed, in the words of the alert. */
export type FaultKind = 'defect' | 'timeout' | 'out-of-memory' | 'not-loadable' | 'crash';

/** Whose line it is. */
export interface Origin {
  /** `orders` */
  readonly service: string;
  /** `create-checkout` */
  readonly functionName: string;
}

/** What went wrong in one function, as one line of its log tells it. */
export interface Fault extends Origin {
  readonly kind: FaultKind;
  readonly errorType: string;
  readonly message: string;
  readonly requestId?: string;
  readonly correlationId?: string;
}

interface RuntimeRule {
  readonly text: string;
  readonly kind: FaultKind;
  readonly errorType: string;
}

/** What Lambda writes for a function that cannot any more; the first that fits counts. */
const RUNTIME_RULES: readonly RuntimeRule[] = [
  { text: 'Task timed out', kind: 'timeout', errorType: 'Sandbox.Timedout' },
  { text: 'heap out of memory', kind: 'out-of-memory', errorType: 'Runtime.OutOfMemory' },
  { text: 'Runtime.OutOfMemory', kind: 'out-of-memory', errorType: 'Runtime.OutOfMemory' },
  { text: 'Runtime.ImportModuleError', kind: 'not-loadable', errorType: 'Runtime.ImportModuleError' },
  { text: 'Missing or wrong in the environment', kind: 'not-loadable', errorType: 'Environment' },
  { text: 'Runtime.UnhandledPromiseRejection', kind: 'crash', errorType: 'Runtime.UnhandledPromiseRejection' },
  { text: 'Runtime exited', kind: 'crash', errorType: 'Runtime.ExitError' },
];

const FUNCTION_LOGS = '/aws/lambda/tradewind-';
const ID = /^[A-Za-z0-9._:-]{1,64}$/;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/;
const LONGEST_MESSAGE = 500;

type Fields = Readonly<Record<string, unknown>>;

/** The function that a log group belongs to; undefined for a group that is not of a function of this stage. */
export function originOf(logGroup: string, stage: string): Origin | undefined {
  const ofStage = `-${stage}-`;
  const at = logGroup.indexOf(ofStage, FUNCTION_LOGS.length);
  if (!logGroup.startsWith(FUNCTION_LOGS) || at < 0) return undefined;
  const service = logGroup.slice(FUNCTION_LOGS.length, at);
  const functionName = logGroup.slice(at + ofStage.length);
  return service === '' || functionName === '' ? undefined : { service, functionName };
}

/**
 * The fault that a line tells of. Of our own lines only those of level `error` do, whatever text they quote; other
 * lines are the runtime's, which has fixed words for each end of a function.
 */
export function faultIn(line: string, origin: Origin): Fault | undefined {
  const own = jsonIn(line);
  if (own !== undefined && typeof own['level'] === 'string') {
    return own['level'] === 'error' ? ownFault(own, origin) : undefined;
  }
  // Of a failure as JSON its own words count, not those that its stack happens to hold.
  const { errorType, errorMessage } = jsonIn(line.slice(Math.max(line.indexOf('{'), 0))) ?? {};
  const words = typeof errorMessage === 'string' ? `${textOf(errorType) ?? ''} ${errorMessage}` : line;
  const rule = RUNTIME_RULES.find(({ text }) => words.includes(text));
  if (rule === undefined) return undefined;
  const message = typeof errorMessage === 'string' ? errorMessage : line;
  const requestId = UUID.exec(line)?.[0];
  return {
    ...origin,
    kind: rule.kind,
    errorType: rule.errorType,
    message: short(message.slice(Math.max(message.indexOf(rule.text), 0))),
    ...(requestId !== undefined && { requestId }),
  };
}

function ownFault(line: Fields, origin: Origin): Fault {
  const error = isFields(line['error']) ? line['error'] : {};
  const message = textOf(line['message']) ?? 'error';
  // Our own lines carry both; one that has lost its request still names Lambda's.
  const requestId = idOf(line['requestId']) ?? idOf(line['awsRequestId']);
  const correlationId = idOf(line['correlationId']);
  return {
    ...origin,
    kind: 'defect',
    errorType: textOf(error['type']) ?? message,
    message: short(textOf(error['message']) ?? message),
    ...(requestId !== undefined && { requestId }),
    ...(correlationId !== undefined && { correlationId }),
  };
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

function jsonIn(text: string): Fields | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
