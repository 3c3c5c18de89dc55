import type { Contract, Operation } from './operation.ts';
import { retryAfterSeconds } from './retry-policy.ts';

/** One field that was refused. */
export interface FieldError {
  /** Such as `body.items[0].quantity`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface ProblemDetails<Status extends number, Code extends string> {
  readonly operation: string;
  readonly attempts: number;
  readonly status: Status;
  readonly code: Code;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
}

/** An answer that says no: RFC 9457 problem details, or the gateway's own refusal under a `gateway.` code. */
export class TradewindProblem<Status extends number = number, Code extends string = string> extends Error {
  override readonly name = 'TradewindProblem';
  /** The operation's id, such as `createCheckout`. */
  readonly operation: string;
  /** How often it was tried. */
  readonly attempts: number;
  readonly status: Status;
  /** Stable, to be decided on. */
  readonly code: Code;
  readonly title: string;
  /** For people. */
  readonly detail: string;
  /** What is wrong with which field; empty unless the request was invalid. */
  readonly errors: readonly FieldError[];
  /** To be quoted when the problem is reported. */
  readonly requestId: string | undefined;
  /** Seconds after which the API asks to be called again. */
  readonly retryAfter: number | undefined;

  constructor(details: ProblemDetails<Status, Code>) {
    super(`${details.operation}: ${details.status} ${details.code}: ${details.detail}`);
    this.operation = details.operation;
    this.attempts = details.attempts;
    this.status = details.status;
    this.code = details.code;
    this.title = details.title;
    this.detail = details.detail;
    this.errors = details.errors;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
  }
}

const GATEWAY_CODES = {
  401: 'gateway.unauthorized',
  403: 'gateway.forbidden',
  404: 'gateway.not-found',
  413: 'gateway.too-large',
  429: 'gateway.throttled',
  500: 'gateway.internal-error',
  502: 'gateway.unavailable',
  503: 'gateway.unavailable',
  504: 'gateway.unavailable',
} as const;

/** What stands between client and services may refuse any call. */
export type GatewayProblem =
  | {
      [Status in keyof typeof GATEWAY_CODES]: TradewindProblem<Status, (typeof GATEWAY_CODES)[Status]>;
    }[keyof typeof GATEWAY_CODES]
  | TradewindProblem<number, 'gateway.unexpected'>;

type DeclaredProblem<Problems> = {
  [Status in keyof Problems]: TradewindProblem<Extract<Status, number>, Extract<Problems[Status], string>>;
}[keyof Problems];

/** The union of an operation's problems, told apart by `code`. */
export type ProblemOf<C extends Contract> = DeclaredProblem<C['problems']> | GatewayProblem;

/**
 * Whether a call was refused; asked about one operation, it tells the compiler which codes there are.
 * An API that is newer than this client may know more, so leave a default for them.
 */
export function isProblem(error: unknown): error is TradewindProblem;
export function isProblem<C extends Contract>(error: unknown, operation: Operation<C>): error is ProblemOf<C>;
export function isProblem(error: unknown, operation?: { readonly spec: { readonly id: string } }): boolean {
  return error instanceof TradewindProblem && (operation === undefined || error.operation === operation.spec.id);
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function textOf(...candidates: readonly unknown[]): string | undefined {
  return candidates.find((candidate): candidate is string => typeof candidate === 'string' && candidate !== '');
}

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map(({ path, code, message }) => ({
    path: textOf(path) ?? '',
    code: textOf(code) ?? '',
    message: textOf(message) ?? '',
  }));
}

function gatewayCode(status: number): string {
  return Object.entries(GATEWAY_CODES).find(([known]) => known === String(status))?.[1] ?? 'gateway.unexpected';
}

/** The problem that an answer of 300 or above states, whatever its body is. */
export function toProblem(
  { status, headers, statusText }: Pick<Response, 'status' | 'headers' | 'statusText'>,
  body: string,
  call: { readonly operation: string; readonly attempts: number },
): TradewindProblem {
  const fields = parsed(body);
  const title = textOf(fields['title'], statusText) ?? `Status ${status}`;
  return new TradewindProblem({
    ...call,
    status,
    code: textOf(fields['code']) ?? gatewayCode(status),
    title,
    detail: textOf(fields['detail'], fields['message'], fields['Message']) ?? title,
    errors: fieldErrors(fields['errors']),
    requestId: textOf(fields['requestId'], headers.get('x-request-id'), headers.get('apigw-requestid')),
    retryAfter: retryAfterSeconds(headers.get('retry-after'), Date.now()),
  });
}
