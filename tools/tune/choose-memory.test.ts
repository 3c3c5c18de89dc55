import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseMemory, costPerMillion, STRATEGIES, type MemorySample } from './choose-memory.ts';

const sample = (memoryMb: number, warmMs: number): MemorySample => ({ memoryMb, warmMs, coldMs: 10 * warmMs });

describe('costPerMillion', () => {
  it('is the bill worked out by hand', () => {
    // A million times 10 ms at half a GB: 5,000 GB-s at 0.0000133334, and 0.20 for the requests.
    expect(costPerMillion(sample(512, 10))).toBeCloseTo(0.266667);
  });

  it('bills a started millisecond whole', () => {
    expect(costPerMillion(sample(512, 0.2))).toBe(costPerMillion(sample(512, 1)));
  });
});

describe('chooseMemory', () => {
  const samples = [sample(128, 20), sample(512, 8), sample(1769, 6), sample(3008, 6)];

  it.each([
    ['cost', 128],
    ['speed', 1769],
    ['balanced', 512],
  ] as const)('for %s takes %d MB', (strategy, memoryMb) => {
    expect(chooseMemory(samples, strategy).memoryMb).toBe(memoryMb);
  });

  it('takes the smaller of equals', () => {
    expect(chooseMemory([sample(3008, 6), sample(1769, 6)], 'speed').memoryMb).toBe(1769);
  });

  it('refuses to choose from nothing', () => {
    expect(() => chooseMemory([], 'cost')).toThrow('nothing to choose');
  });

  it('never takes what is both slower and dearer than another', () => {
    const some = fc.array(
      fc.record({ memoryMb: fc.integer({ min: 128, max: 10_240 }), warmMs: fc.integer({ min: 1, max: 5000 }) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...STRATEGIES), (list, strategy) => {
        const options = list.map(({ memoryMb, warmMs }) => sample(memoryMb, warmMs));
        const chosen = chooseMemory(options, strategy);
        const better = options.filter((o) => o.warmMs < chosen.warmMs && costPerMillion(o) < chosen.costPerMillion);
        expect(better).toEqual([]);
      }),
    );
  });
});
