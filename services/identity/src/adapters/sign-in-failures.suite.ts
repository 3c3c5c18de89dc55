import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { SignInFailures } from '../domain/ports.ts';
import { FAILURES_KEPT } from '../domain/sign-in-lock.ts';

const NOW = new Date('2026-01-31T09:30:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

/** What every adapter of the port `SignInFailures` has to do. */
export function signInFailuresSuite(name: string, make: () => Promise<SignInFailures>): void {
  describe(`failed sign-ins: ${name}`, () => {
    let failures: SignInFailures;
    let subject: string;

    beforeEach(async () => {
      failures = await make();
      subject = `${newId('usr')}@example.com`;
    });

    it('are none at first', async () => {
      await expect(failures.find(subject, NOW)).resolves.toBeUndefined();
    });

    it('are counted, with the time of the last', async () => {
      await expect(failures.record(subject, NOW)).resolves.toMatchObject({ failures: 1 });
      await expect(failures.record(subject, later(9))).resolves.toMatchObject({ failures: 2 });
      await expect(failures.find(subject, later(10))).resolves.toEqual({
        failures: 2,
        lastFailureAt: later(9).getTime(),
      });
      await expect(failures.find(`x${subject}`, NOW)).resolves.toBeUndefined();
    });

    it('are all counted when many come at once', async () => {
      await Promise.all(Array.from({ length: 20 }, () => failures.record(subject, NOW)));
      await expect(failures.find(subject, NOW)).resolves.toMatchObject({ failures: 20 });
    });

    it('are forgotten on demand, which may be repeated', async () => {
      await failures.record(subject, NOW);
      await failures.forget(subject);
      await failures.forget(subject);
      await expect(failures.find(subject, NOW)).resolves.toBeUndefined();
    });

    it('are forgotten after a day, also where the row is still there', async () => {
      await failures.record(subject, NOW);
      await failures.record(subject, NOW);
      await expect(failures.find(subject, later(FAILURES_KEPT))).resolves.toBeUndefined();
      await expect(failures.record(subject, later(FAILURES_KEPT))).resolves.toMatchObject({ failures: 1 });
    });
  });
}
