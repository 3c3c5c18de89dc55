import * as z from 'zod/mini';

export type FunctionResult =
  { readonly payload: unknown } | { readonly functionError: string; readonly payload: unknown };

/**
 * Invokes a Lambda function by ARN or name, for the state machine of this name. Rejects when there is no such function,
 * when the machine may not call it, or when it cannot be reached.
 */
export type InvokeFunction = (
  functionArnOrName: string,
  payload: unknown,
  from: { readonly machineName: string; readonly traceHeader?: string | undefined },
) => Promise<FunctionResult>;

/** InvokeFunction within one state of a machine. */
export type InvokeTask = (functionArnOrName: string, payload: unknown) => Promise<FunctionResult>;

/** A failed task: `name` is what Retry and Catch match, `message` is the cause. */
export class TaskError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

const InvokeParameters = z.object({ FunctionName: z.string(), Payload: z._default(z.unknown(), {}) });
const ErrorPayload = z.object({ errorType: z.string() });

/**
 * Runs a Task state: a function's ARN as resource gives the function's result, `arn:aws:states:::lambda:invoke` gives
 * Lambda's whole answer. A function's error fails the task under its `errorType`, with the error's JSON as cause.
 */
export async function runTask(resource: string, input: unknown, invoke: InvokeTask): Promise<unknown> {
  if (!resource.startsWith('arn:aws:states:')) return payloadOf(invoke, resource, input);
  const parameters = z.safeParse(InvokeParameters, input);
  if (!parameters.success) throw new TaskError('States.Runtime', 'lambda:invoke needs the parameter FunctionName.');
  const payload = await payloadOf(invoke, parameters.data.FunctionName, parameters.data.Payload);
  return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
}

async function payloadOf(invoke: InvokeTask, functionName: string, payload: unknown): Promise<unknown> {
  const result = await call(invoke, functionName, payload);
  if ('functionError' in result) {
    const error = z.safeParse(ErrorPayload, result.payload);
    throw new TaskError(error.success ? error.data.errorType : 'Lambda.Unknown', JSON.stringify(result.payload));
  }
  return result.payload ?? null;
}

async function call(invoke: InvokeTask, functionName: string, payload: unknown): Promise<FunctionResult> {
  try {
    return await invoke(functionName, payload);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'SdkClientException';
    throw new TaskError(`Lambda.${code}`, error instanceof Error ? error.message : String(error));
  }
}
