import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measureMemory, type Subject } from './measure-memory.ts';
import { runPowerTuning } from './power-tuning.ts';

let directory: string;
let cloud: TestCloud;
let client: SFNClient;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'tradewind-tune-test-'));
  cloud = await startTestCloud();
  client = new SFNClient({ endpoint: cloud.endpoint });
});

afterAll(async () => {
  client.destroy();
  await cloud.close();
  rmSync(directory, { recursive: true });
});

function subject(code: string): Subject {
  const bundle = path.join(directory, `subject-${code.length}.cjs`);
  writeFileSync(bundle, `exports.handler = async (event) => { ${code} };`);
  return { bundle, event: { loops: 3e7 }, environment: {}, invocations: 4 };
}

describe('measureMemory', () => {
  it('makes work on the processor slower with less memory', async () => {
    const busy = subject(
      'let sum = 0; for (let i = 0; i < event.loops; i += 1) sum += i % 7; return { statusCode: sum && 200 };',
    );
    const [small, whole] = [await measureMemory(busy, 256), await measureMemory(busy, 1769)];
    expect(small.warmMs / whole.warmMs).toBeGreaterThan(2);
    expect(whole.statusCode).toBe(200);
  });

  it('tells why a function does not get through', async () => {
    await expect(measureMemory(subject("throw new Error('TABLE_NAME is missing')"), 1769)).rejects.toThrow(
      'TABLE_NAME is missing',
    );
  });
});

describe('runPowerTuning', () => {
  async function machine(name: string, state: object): Promise<string> {
    const definition = JSON.stringify({ StartAt: 'Tune', States: { Tune: state } });
    const roleArn = 'arn:aws:iam::000000000000:role/tuning';
    const { stateMachineArn = '' } = await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
    return stateMachineArn;
  }
  const tuning = { functionArn: 'arn:f', memories: [128, 512], invocations: 10, event: {}, strategy: 'cost' } as const;

  it('reads what the state machine measured', async () => {
    const Result = {
      power: 512,
      cost: 1,
      stats: [
        { value: 128, averageDuration: 40, averagePrice: 1, totalCost: 1 },
        { value: 512, averageDuration: 10, averagePrice: 1, totalCost: 1 },
      ],
    };
    const stateMachineArn = await machine('tuning', { Type: 'Pass', Result, End: true });
    await expect(runPowerTuning(client, { ...tuning, stateMachineArn })).resolves.toEqual([
      { memoryMb: 128, warmMs: 40, coldMs: 0 },
      { memoryMb: 512, warmMs: 10, coldMs: 0 },
    ]);
  });

  it('says how an execution failed', async () => {
    const stateMachineArn = await machine('failing', { Type: 'Fail', Error: 'NoFunction', Cause: 'It is not there.' });
    await expect(runPowerTuning(client, { ...tuning, stateMachineArn })).rejects.toThrow(
      'Power tuning ended FAILED: NoFunction It is not there.',
    );
  });
});
