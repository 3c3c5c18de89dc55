import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { systemClock } from '@tradewind/kernel';
import { cachedReader } from './cached-reader.ts';

const CACHE_MS = 5 * 60 * 1000;
const RETRY_MS = 30_000;

let sharedClient: SSMClient | undefined;

async function readFromStore(name: string): Promise<string> {
  sharedClient ??= new SSMClient({});
  const { Parameter } = await sharedClient.send(new GetParameterCommand({ Name: name }));
  if (Parameter?.Value === undefined) throw new Error(`The parameter ${name} has no value.`);
  return Parameter.Value;
}

const parameters = cachedReader(readFromStore, { clock: systemClock, maxAgeMs: CACHE_MS, retryMs: RETRY_MS });

/**
 * The value of a Parameter Store parameter, read at most once in five minutes by each process; while the store cannot be
 * reached, the value before. Rejects with the SDK's `ParameterNotFound` and its like; a failure is not remembered.
 */
export const parameter = (name: string): Promise<string> => parameters.get(name);
