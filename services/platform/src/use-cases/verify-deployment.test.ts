import { describe, expect, it } from '@jest/globals';
import type { TargetVersion, Verdict } from './ports.ts';
import { verifyDeployment } from './verify-deployment.ts';

const hook = { deploymentId: 'd-1', hookExecutionId: 'hook-1' };
const target = (functionName: string): TargetVersion => ({ functionName, version: '2' });

interface Situation {
  readonly targets: () => Promise<TargetVersion[]>;
  readonly fault?: (target: TargetVersion) => Promise<string | undefined>;
}

async function run({ targets, fault = async () => undefined }: Situation) {
  const reports: [string, string, Verdict][] = [];
  const faults: string[] = [];
  const verdict = await verifyDeployment({
    deployments: {
      targetsOf: targets,
      report: async (...report) => void reports.push(report),
    },
    versions: { fault },
    onFault: (text) => void faults.push(text),
  })(hook);
  return { verdict, reports, faults };
}

describe('verifyDeployment', () => {
  it('lets traffic to versions that answer', async () => {
    const { verdict, reports, faults } = await run({ targets: async () => [target('a'), target('b')] });
    expect(verdict).toBe('Succeeded');
    expect(reports).toEqual([['d-1', 'hook-1', 'Succeeded']]);
    expect(faults).toEqual([]);
  });

  it.each<[string, Situation, string[]]>([
    [
      'one of several versions has a fault',
      {
        targets: async () => [target('a'), target('b')],
        fault: async ({ functionName }) => (functionName === 'b' ? 'TABLE_NAME is missing' : undefined),
      },
      ['TABLE_NAME is missing'],
    ],
    [
      'a version cannot be tried',
      { targets: async () => [target('a')], fault: async () => Promise.reject(new Error('throttled')) },
      ['throttled'],
    ],
    [
      'the deployment is unknown',
      { targets: async () => Promise.reject(new Error('no such deployment')) },
      ['no such deployment'],
    ],
    ['the deployment moves nothing', { targets: async () => [] }, []],
  ])('reports a failure when %s', async (_, situation, expected) => {
    const { verdict, reports, faults } = await run(situation);
    expect(verdict).toBe('Failed');
    expect(reports).toEqual([['d-1', 'hook-1', 'Failed']]);
    expect(faults).toEqual(expected);
  });
});
