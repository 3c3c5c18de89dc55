import type { IncomingHttpHeaders } from 'node:http';

/** One request to an AWS API after its signature's scope chose the API. `input` is the parsed body. */
export interface AwsCall {
  /** `SendMessage`; empty for REST-style APIs, which go by method and path. */
  readonly operation: string;
  /** The JSON, or the fields of a form; `{}` where there is neither. */
  readonly input: unknown;
  /** Who signed; empty for the operations that AWS leaves unsigned. */
  readonly accessKeyId: string;
  readonly method: string;
  /** Path with the query, as received. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An API behind the one endpoint. `handle` answers AWS errors itself; what it throws becomes a 500 and is logged. */
export interface AwsApi {
  /** The service names in the credential scope that lead here (`sqs`, `events`, `ses`, …). */
  readonly signingNames: readonly string[];
  /** Says which calls AWS takes without a signature (Cognito's public operations, a JWKS). None when absent. */
  acceptsUnsigned?(call: Omit<AwsCall, 'accessKeyId'>): boolean;
  handle(call: AwsCall): Promise<AwsAnswer>;
}

/** A failure in the words of AWS. `code` becomes `__type`; `extra` adds fields to the body (`CancellationReasons`, `Item`). */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.extra = extra;
  }
}

export type Operation = (input: unknown, call: AwsCall) => Promise<object> | object;

export interface JsonApiOptions {
  readonly signingName: string;
  readonly protocol: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, Operation>>;
  /** Put before the code in `__type`, as `com.amazonaws.sqs#` is. */
  readonly errorNamespace?: string;
  readonly errorHeaders?: (error: AwsError) => Readonly<Record<string, string>>;
}

export interface JsonApi extends AwsApi {
  /** Calls an operation in the process, without HTTP. Throws AwsError. */
  invoke(operation: string, input: unknown): Promise<unknown>;
}

/** The AWS JSON 1.0/1.1 protocol over a table of operations: one POST each, errors as `{__type, message}`. */
export function jsonApi(options: JsonApiOptions): JsonApi {
  const contentType = `application/x-amz-json-${options.protocol}`;
  const operations = new Map(Object.entries(options.operations));

  async function run(call: AwsCall): Promise<object> {
    const operation = operations.get(call.operation);
    if (operation === undefined) throw unknownOperation(options.signingName, call.operation);
    return operation(call.input, call);
  }

  return {
    signingNames: [options.signingName],
    invoke: (operation, input) => run(inProcessCall(operation, input)),
    async handle(call) {
      try {
        return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(await run(call)) };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const answer = jsonError(error, { contentType, namespace: options.errorNamespace ?? '' });
        return { ...answer, headers: { ...answer.headers, ...options.errorHeaders?.(error) } };
      }
    },
  };
}

/** What every AWS API answers to an operation that it does not have; the message says who refused. */
export function unknownOperation(service: string, operation: string): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The Tradewind local cloud does not support ${service}:${operation === '' ? '(no operation)' : operation}.`,
  );
}

/** An error as the JSON protocols carry it. */
export function jsonError(
  error: AwsError,
  { contentType = 'application/x-amz-json-1.1', namespace = '' }: { contentType?: string; namespace?: string } = {},
): AwsAnswer {
  return {
    status: error.status,
    headers: { 'content-type': contentType, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: `${namespace}${error.code}`, message: error.message, ...error.extra }),
  };
}

function inProcessCall(operation: string, input: unknown): AwsCall {
  return {
    operation,
    input,
    accessKeyId: 'local',
    method: 'POST',
    path: '/',
    headers: {},
    rawBody: Buffer.from(JSON.stringify(input)),
  };
}
