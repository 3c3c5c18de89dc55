import { randomUUID } from 'node:crypto';
import { arn } from '../aws/account.ts';
import { unknownOperation, AwsError, type AwsAnswer, type AwsApi, type AwsCall } from '../aws/api.ts';
import { functionNameOf, type FunctionRuntime } from '../functions/runtime.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_SYNC_BYTES = 6 * 1024 * 1024;
const MAX_ASYNC_BYTES = 1024 * 1024;

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations(?:\?|$)/;

export interface LambdaApiOptions {
  readonly runtime: FunctionRuntime;
  readonly enqueueInvocation: (functionName: string, payload: unknown, requestId: string) => void;
}

/** Lambda's Invoke, as SDK clients call it: RequestResponse, Event and DryRun. */
export function lambdaApi(options: LambdaApiOptions): AwsApi {
  return {
    signingNames: ['lambda'],
    async handle(call) {
      try {
        return await answer(options, call);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return {
          status: error.status,
          headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
          body: JSON.stringify({ Type: 'User', Message: error.message }),
        };
      }
    },
  };
}

async function answer(options: LambdaApiOptions, call: AwsCall): Promise<AwsAnswer> {
  const reference = call.method === 'POST' ? INVOCATIONS.exec(call.path)?.[1] : undefined;
  if (reference === undefined) throw unknownOperation('lambda', `${call.method} ${call.path}`);
  const functionName = functionNameOf(decodeURIComponent(reference));
  const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (!options.runtime.has(functionName)) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Function not found: ${arn('lambda', `function:${functionName}`)}`,
      404,
    );
  }
  if (type === 'DryRun') return { status: 204, headers: {}, body: '' };
  const payload = payloadOf(call, type === 'Event' ? MAX_ASYNC_BYTES : MAX_SYNC_BYTES);
  if (type === 'Event') {
    options.enqueueInvocation(functionName, payload, randomUUID());
    return { status: 202, headers: {}, body: '' };
  }
  if (type !== 'RequestResponse') {
    throw new AwsError('InvalidParameterValueException', `${String(type)} is no invocation type.`);
  }
  const trace = call.headers['x-amzn-trace-id'];
  const result = await options.runtime.invoke(functionName, payload, {
    traceHeader: typeof trace === 'string' ? trace : undefined,
  });
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...(result.functionError !== undefined && { 'x-amz-function-error': result.functionError }),
    },
    body: JSON.stringify(result.payload),
  };
}

function payloadOf({ rawBody }: AwsCall, maxBytes: number): unknown {
  if (rawBody.length > maxBytes) {
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
      413,
    );
  }
  if (rawBody.length === 0) return {};
  try {
    const payload: unknown = JSON.parse(rawBody.toString('utf8'));
    return payload;
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}
