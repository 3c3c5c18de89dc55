import * as z from 'zod/mini';
import { AwsError, type AwsApi } from './aws/api.ts';

/**
 * One AWS API called inside the process: the same operations over the same JSON as an SDK client sends, without the
 * socket and without loading an SDK (which would cost more time at start than everything else together).
 */
export interface InProcessClient {
  /** Throws AwsError for what AWS would refuse; the answer is parsed by `output`. */
  call<Output extends z.ZodMiniType>(operation: string, input: object, output: Output): Promise<z.output<Output>>;
  /** For operations whose answer does not matter. Throws AwsError. */
  run(operation: string, input: object): Promise<void>;
}

const ErrorBody = z.object({ __type: z.string(), message: z.optional(z.string()), Message: z.optional(z.string()) });

export function inProcessClient(api: AwsApi): InProcessClient {
  async function send(operation: string, input: object): Promise<unknown> {
    const rawBody = Buffer.from(JSON.stringify(input));
    const answer = await api.handle({
      operation,
      input: JSON.parse(rawBody.toString('utf8')),
      accessKeyId: 'local',
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': `Local.${operation}`, 'content-type': 'application/x-amz-json-1.0' },
      rawBody,
    });
    const body: unknown = answer.body === '' ? {} : JSON.parse(answer.body);
    if (answer.status < 400) return body;
    const error = z.parse(ErrorBody, body);
    const code = error.__type.slice(error.__type.lastIndexOf('#') + 1);
    throw new AwsError(code, error.message ?? error.Message ?? code, answer.status);
  }

  return {
    call: async (operation, input, output) => z.parse(output, await send(operation, input)),
    run: async (operation, input) => void (await send(operation, input)),
  };
}

/** Whether a call failed with this AWS error code. */
export function failedWith(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof AwsError && codes.some((code) => error.code === code || error.code.endsWith(`.${code}`));
}
