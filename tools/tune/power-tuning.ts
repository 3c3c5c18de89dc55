import { DescribeExecutionCommand, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { MemorySample, Strategy } from './choose-memory.ts';

const POLL_MS = 2000;

/** https://github.com/alexcasalboni/aws-lambda-power-tuning/blob/master/README-EXECUTE.md */
const Output = z.object({
  power: z.coerce.number(),
  stats: z.array(z.object({ value: z.number(), averageDuration: z.number() })),
});

export interface PowerTuning {
  readonly stateMachineArn: string;
  readonly functionArn: string;
  readonly memories: readonly number[];
  readonly invocations: number;
  readonly event: unknown;
  readonly strategy: Strategy;
}

/**
 * Runs AWS Lambda Power Tuning, a state machine that the account has deployed, and answers what it measured. It gives no
 * cold starts. Throws when the execution does not succeed.
 */
export async function runPowerTuning(client: SFNClient, tuning: PowerTuning): Promise<MemorySample[]> {
  const input = JSON.stringify({
    lambdaARN: tuning.functionArn,
    powerValues: tuning.memories,
    num: tuning.invocations,
    payload: tuning.event,
    parallelInvocation: false,
    strategy: tuning.strategy,
    includeOutputResults: true,
  });
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn: tuning.stateMachineArn, input }),
  );
  for (;;) {
    const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') {
      const { stats } = Output.parse(JSON.parse(output ?? '{}'));
      return stats.map(({ value, averageDuration }) => ({ memoryMb: value, warmMs: averageDuration, coldMs: 0 }));
    }
    if (status !== 'RUNNING') throw new Error(`Power tuning ended ${status}: ${error ?? ''} ${cause ?? ''}`.trim());
    await delay(POLL_MS);
  }
}
