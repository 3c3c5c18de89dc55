import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { AttemptCounter } from '../domain/ports.ts';

const ENDS_AT = 4_000_000_000;

/** What every adapter of the port `AttemptCounter` has to do. */
export function attemptCounterSuite(name: string, make: () => Promise<AttemptCounter>): void {
  describe(`attempt counter: ${name}`, () => {
    let counter: AttemptCounter;
    let key: string;

    beforeEach(async () => {
      counter = await make();
      key = `sign-in#${newId('usr')}#1`;
    });

    it('answers each attempt with its number', async () => {
      await expect(counter.increment(key, ENDS_AT)).resolves.toBe(1);
      await expect(counter.increment(key, ENDS_AT)).resolves.toBe(2);
      await expect(counter.increment(`${key}0`, ENDS_AT)).resolves.toBe(1);
    });

    it('loses no attempt of many at once', async () => {
      const numbers = await Promise.all(Array.from({ length: 20 }, () => counter.increment(key, ENDS_AT)));
      expect(numbers.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });
  });
}
