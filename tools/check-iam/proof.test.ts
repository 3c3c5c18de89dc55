import { describe, expect, it } from '@jest/globals';
import { outcomeOf, testsNeeding } from './proof.ts';

const use = (statement: string, alone = true, action = 'sqs:SendMessage') => ({ statement, action, alone });
const grant = { statement: 'a#0', action: 'sqs:SendMessage', fingerprint: 'f' };
const run = (file: string, seconds: number, uses: ReturnType<typeof use>[], passed = true) => ({
  file,
  basis: 'b',
  seconds,
  uses,
  passed,
});

describe('testsNeeding', () => {
  it('has the shortest first', () => {
    const runs = [run('slow', 9, [use('a#0')]), run('fast', 1, [use('a#0')]), run('other', 0, [use('a#1')])];
    expect(testsNeeding(grant, runs).map(({ file }) => file)).toEqual(['fast', 'slow']);
  });

  it('leaves out tests that fail anyway, or that something else would have let through', () => {
    const runs = [run('failing', 1, [use('a#0')], false), run('redundant', 1, [use('a#0', false)])];
    expect(testsNeeding(grant, runs)).toEqual([]);
  });

  it('leaves out tests that need another action of the statement only', () => {
    const runs = [run('other', 1, [use('a#0', true, 'sqs:ReceiveMessage')]), run('own', 2, [use('a#0')])];
    expect(testsNeeding(grant, runs).map(({ file }) => file)).toEqual(['own']);
  });
});

describe('outcomeOf', () => {
  it.each([
    [false, true, 'red'],
    [false, false, 'broken'],
    [true, true, 'green'],
    [true, false, 'green'],
  ])('passed %s, missed %s: %s', (passed, missed, outcome) => {
    expect(outcomeOf(passed, missed)).toBe(outcome);
  });
});
