import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openStore, type Store } from '../store.ts';
import { parseScheduleExpression } from './schedule-expression.ts';
import { scheduleSource } from './schedule-source.ts';

const next = (expression: string, after: string) =>
  parseScheduleExpression(expression).next(new Date(after))?.toISOString();

describe('parseScheduleExpression', () => {
  it.each([
    ['rate(1 minute)', '2026-01-31T23:59:30.000Z', '2026-02-01T00:00:30.000Z'],
    ['rate(2 days)', '2026-02-27T12:00:00.000Z', '2026-03-01T12:00:00.000Z'],
    ['cron(0 3 * * ? *)', '2026-01-31T03:00:00.000Z', '2026-02-01T03:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-01-31T03:07:12.000Z', '2026-01-31T03:15:00.000Z'],
    ['cron(30 8 ? * MON-FRI *)', '2026-01-31T00:00:00.000Z', '2026-02-02T08:30:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2026-01-01T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['cron(5,35 14 ? JAN,MAR SUN 2026-2027)', '2026-01-31T23:00:00.000Z', '2026-03-01T14:05:00.000Z'],
    ['cron(59 23 31 12 ? 2026)', '2026-12-31T23:58:59.000Z', '2026-12-31T23:59:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('has no next time when the years are over', () => {
    expect(next('cron(0 0 1 1 ? 2025)', '2026-01-01T00:00:00.000Z')).toBeUndefined();
  });

  it.each([
    'rate(1 minutes)',
    'rate(2 minute)',
    'rate(0 minutes)',
    'rate(1 fortnight)',
    'cron(* * * * *)',
    'cron(0 0 * * * *)',
    'cron(0 0 ? * ? *)',
    'cron(60 0 * * ? *)',
    'cron(0 0 L * ? *)',
    'cron(0/0 0 * * ? *)',
    'every day',
  ])('refuses %s', (expression) => {
    expect(() => parseScheduleExpression(expression)).toThrow(expression);
  });

  it('always goes forward, to a whole minute', () => {
    const anyTime = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), (after, minute, hour) => {
        const due = parseScheduleExpression(`cron(${minute} ${hour} * * ? *)`).next(after);
        expect(due?.getTime()).toBeGreaterThan(after.getTime());
        expect((due?.getTime() ?? 0) - after.getTime()).toBeLessThanOrEqual(86_400_000);
        expect([due?.getUTCHours(), due?.getUTCMinutes(), due?.getUTCSeconds()]).toEqual([hour, minute, 0]);
      }),
    );
  });
});

describe('scheduleSource', () => {
  const clock = { time: Date.UTC(2026, 0, 31, 9, 30), now: () => new Date(clock.time) };

  function runOnce(store: Store, runs: unknown[]): void {
    const event = { type: 'schedule', expression: 'rate(1 minute)', input: undefined } as const;
    const enqueue = (_: string, payload: unknown) => runs.push(payload);
    const source = scheduleSource({ event, functionName: 'tick', store, clock, enqueue });
    source.start();
    source.stop();
  }

  it('does not run at its first start, then once when it is due, however long it was away', () => {
    const store = openStore();
    const runs: unknown[] = [];
    runOnce(store, runs);
    clock.time += 59_000;
    runOnce(store, runs);
    expect(runs).toHaveLength(0);
    clock.time += 10 * 60_000;
    runOnce(store, runs);
    runOnce(store, runs);
    expect(runs).toEqual([expect.objectContaining({ 'detail-type': 'Scheduled Event', time: '2026-01-31T09:31:00Z' })]);
    store.close();
  });
});
