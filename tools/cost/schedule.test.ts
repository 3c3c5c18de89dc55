import { describe, expect, it } from '@jest/globals';
import { runsAMonth } from './schedule.ts';

describe('runsAMonth', () => {
  it.each<[unknown, number]>([
    ['rate(1 minute)', 43_200],
    ['rate(5 minutes)', 8_640],
    ['rate(1 hour)', 720],
    ['rate(1 day)', 30],
    ['cron(0 3 * * ? *)', 30],
    ['cron(0/15 * * * ? *)', 2_880],
    ['cron(*/15 8-17 * * ? *)', 1_200],
    ['cron(0,30 * * * ? *)', 1_440],
    ['cron(0 12 1 * ? *)', 1],
    ['cron(0 12 ? * 2-6 *)', 150 / 7],
    [undefined, 0],
    [{ source: ['x'] }, 0],
  ])('%j runs %d times', (expression, runs) => {
    expect(runsAMonth(expression)).toBeCloseTo(runs);
  });
});
