import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  type StateMachineType,
} from '@aws-sdk/client-sfn';
import { clientConfig, startApis, until } from '../aws/running-apis.test-support.ts';
import type { FunctionResult } from './lambda-task.ts';

type LocalFunction = (payload: unknown, attempt: number) => unknown;

/** A function's failure as Lambda reports it. */
export class FunctionFailure extends Error {
  readonly errorType: string;

  constructor(errorType: string, message = 'failed') {
    super(message);
    this.errorType = errorType;
  }
}

/** The machine over HTTP, with functions given as plain closures. Each counts its calls. */
export async function startMachines(functions: Record<string, LocalFunction>, options: { directory?: string } = {}) {
  const calls = new Map<string, unknown[]>();
  const apis = await startApis({
    ...options,
    async invokeFunction(arn, payload): Promise<FunctionResult> {
      const name = arn.slice(arn.lastIndexOf(':') + 1);
      const run = functions[name];
      if (run === undefined)
        throw Object.assign(new Error(`Function not found: ${arn}`), { code: 'ResourceNotFoundException' });
      const seen = calls.get(name) ?? [];
      calls.set(name, [...seen, payload]);
      try {
        return { payload: await run(payload, seen.length + 1) };
      } catch (error) {
        const { errorType, message } = error instanceof FunctionFailure ? error : new FunctionFailure('Error');
        return { functionError: 'Unhandled', payload: { errorType, errorMessage: message, trace: [] } };
      }
    },
  });
  const client = machineClient(apis.endpoint);
  return {
    ...apis,
    client,
    calls,
    async create(name: string, definition: object, type: StateMachineType = 'EXPRESS') {
      const input = { name, type, definition: JSON.stringify(definition), roleArn: 'arn:aws:iam::000000000000:role/x' };
      const { stateMachineArn = '' } = await client.send(new CreateStateMachineCommand(input));
      return stateMachineArn;
    },
    sync: (stateMachineArn: string, input: object = {}) =>
      client.send(new StartSyncExecutionCommand({ stateMachineArn, input: JSON.stringify(input) })),
    async start(stateMachineArn: string, input: object = {}, name?: string) {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
      return (await client.send(command)).executionArn ?? '';
    },
    ended: (executionArn: string) =>
      until(async () => {
        const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
        return execution.status === 'RUNNING' ? undefined : execution;
      }),
    async close() {
      client.destroy();
      await apis.close();
    },
  };
}

/** StartSyncExecution's `sync-` host prefix cannot be resolved in front of an IP address. */
export function machineClient(endpoint: string): SFNClient {
  return new SFNClient({ ...clientConfig(endpoint), disableHostPrefix: true });
}

export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** A Task state on one of the functions. */
export const task = (name: string, fields: object) => ({ Type: 'Task', Resource: functionArn(name), ...fields });
