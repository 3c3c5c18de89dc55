import { describe, expect, it } from '@jest/globals';
import { beforeDeadline } from './deadline.ts';

const never = () => new Promise<never>(() => {});
/** Of work that would be cut off in `ms`, 250 ms after its request is answered. */
const remaining = (ms: number) => 250 + ms;
const runningTimers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('beforeDeadline', () => {
  it('is what the work becomes', async () => {
    await expect(beforeDeadline(Promise.resolve(7), remaining(1_000))).resolves.toBe(7);
    const refused = new Error('refused');
    await expect(beforeDeadline(Promise.reject(refused), remaining(1_000))).rejects.toBe(refused);
  });

  it('is a timeout when the work takes too long', async () => {
    await expect(beforeDeadline(never(), remaining(10))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([0, 249, -5])('is a timeout at once when %d ms are left', async (ms) => {
    await expect(beforeDeadline(never(), ms)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('keeps the earlier time of a later request, and the later time of an earlier one', async () => {
    const ended: string[] = [];
    const slow = beforeDeadline(never(), remaining(60)).catch(() => ended.push('slow'));
    const quick = beforeDeadline(never(), remaining(5)).catch(() => ended.push('quick'));
    const { promise, resolve } = Promise.withResolvers<string>();
    const untouched = beforeDeadline(promise, remaining(5_000));
    await Promise.all([slow, quick]);
    expect(ended).toEqual(['quick', 'slow']);
    resolve('done');
    await expect(untouched).resolves.toBe('done');
  });

  it('goes on watching after the timer of an answered request has fired', async () => {
    await beforeDeadline(Promise.resolve(), remaining(5));
    await expect(beforeDeadline(never(), remaining(30))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('keeps the process alive while there is work, and no longer', async () => {
    const idle = runningTimers();
    const { promise, resolve } = Promise.withResolvers<void>();
    const work = beforeDeadline(promise, remaining(60_000));
    expect(runningTimers()).toBe(idle + 1);
    resolve();
    await work;
    expect(runningTimers()).toBe(idle);
    const again = beforeDeadline(never(), remaining(5));
    expect(runningTimers()).toBe(idle + 1);
    await expect(again).rejects.toThrow();
    expect(runningTimers()).toBe(idle);
  });
});
