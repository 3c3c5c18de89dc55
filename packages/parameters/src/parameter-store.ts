import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { systemClock } from '@tradewind/kernel';
import { liveSetting, type LiveSetting, type LiveSettingOptions } from './live-setting.ts';

export type { LiveSetting } from './live-setting.ts';

const CACHE = { clock: systemClock, maxAgeMs: 5 * 60 * 1000, retryMs: 30_000 };

const DEADLINE_MS = 2000;

export interface StoredSettingOptions<Value> extends Pick<LiveSettingOptions<Value>, 'parse' | 'fallback'> {
  /** How long one who asks may wait for Parameter Store, attempts included, in ms; 2000 unless set. */
  readonly deadlineMs?: number;
}

let sharedClient: SSMClient | undefined;

async function read(Name: string, deadlineMs: number): Promise<string> {
  sharedClient ??= new SSMClient({});
  const { Parameter } = await sharedClient.send(new GetParameterCommand({ Name }), {
    abortSignal: AbortSignal.timeout(deadlineMs),
  });
  if (Parameter?.Value === undefined) throw new Error(`The parameter ${Name} has no value.`);
  return Parameter.Value;
}

/**
 * A setting that is kept in Parameter Store under `name`. A process reads it at first use and every five minutes; after
 * a failure again after 30 seconds. For text that is no secret: it is read without decryption.
 */
export function storedSetting<Value>(
  name: string,
  { deadlineMs = DEADLINE_MS, ...options }: StoredSettingOptions<Value>,
): LiveSetting<Value> {
  return liveSetting({ ...CACHE, ...options, read: () => read(name, deadlineMs) });
}
