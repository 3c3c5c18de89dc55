import { describe, expect, it } from '@jest/globals';
import { talliesOf } from './tally.ts';

const suite = (name: string, statuses: readonly string[], times: readonly [number, number] = [0, 1_000]) => ({
  name: `/repository/${name}`,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  startTime: times[0],
  endTime: times[1],
  assertionResults: statuses.map((status) => ({ status })),
});

const report = (...testResults: readonly object[]): string => JSON.stringify({ testResults });

describe('talliesOf', () => {
  it('counts the tests of each part by where their files are', () => {
    const text = report(
      suite('services/orders/src/domain/order.test.ts', ['passed', 'passed']),
      suite('services/orders/src/adapters/orders.int.test.ts', ['passed', 'failed']),
      suite('e2e/guest-journey.e2e.test.ts', ['passed'], [2_000, 5_000]),
      suite('e2e/pages.e2e.test.ts', ['passed'], [4_000, 9_000]),
      suite('e2e/faults/redrive.e2e.test.ts', ['passed']),
    );
    expect(talliesOf(text, 1)).toEqual([
      { name: 'unit', passed: 2, failed: 0, seconds: 1 },
      { name: 'integration', passed: 1, failed: 1, seconds: 1 },
      { name: 'reliability', passed: 1, failed: 0, seconds: 1 },
      { name: 'e2e', passed: 2, failed: 0, seconds: 7 },
    ]);
  });

  it('counts a file that could not be loaded as a failure', () => {
    const text = report({ ...suite('a.test.ts', []), status: 'failed' }, suite('b.test.ts', ['passed']));
    expect(talliesOf(text, 1)).toEqual([{ name: 'unit', passed: 1, failed: 1, seconds: 1 }]);
  });

  it('counts neither tests that were skipped nor those that were left for later as passed', () => {
    expect(talliesOf(report(suite('a.test.ts', ['pending', 'todo', 'passed'])), 0)).toMatchObject([{ passed: 1 }]);
  });

  it.each([
    ['there is no report', undefined, 1],
    ['nothing was run', report(), 0],
    ['Jest failed and no test did', report(suite('a.test.ts', ['passed'])), 1],
  ])('has failed when %s', (_, text, exitCode) => {
    expect(talliesOf(text, exitCode)).toContainEqual({ name: 'jest', passed: 0, failed: 1, seconds: 0 });
  });

  it('refuses a report that is none', () => {
    expect(() => talliesOf('{"testResults":[{}]}', 0)).toThrow();
  });
});
