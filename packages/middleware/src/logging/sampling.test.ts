import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LogLevel } from '../env.ts';
import { levelOfTrace, shareOfTrace } from './sampling.ts';

const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`));
const settings = (LOG_LEVEL: LogLevel, DEBUG_SAMPLE_RATE: number) => ({ LOG_LEVEL, DEBUG_SAMPLE_RATE });

describe('levelOfTrace', () => {
  it('decides alike for every hop of a trace, whatever its span and flags', () => {
    fc.assert(
      fc.property(hex(32), hex(16), hex(16), fc.double({ min: 0, max: 1, noNaN: true }), (trace, one, other, rate) => {
        const at = settings('info', rate);
        expect(levelOfTrace(`00-${trace}-${one}-01`, at)).toBe(levelOfTrace(`00-${trace}-${other}-00`, at));
      }),
    );
  });

  it.each([0.01, 0.1, 0.5])('keeps a share of %d, also of ids that only count on', (rate) => {
    const traces = 20_000;
    let sampled = 0;
    for (let index = 0; index < traces; index += 1) {
      const id = `6b01a60d45de00573bf243f1${index.toString(16).padStart(8, '0')}`;
      if (levelOfTrace(`00-${id}-00f067aa0ba902b7-01`, settings('info', rate)) === 'debug') sampled += 1;
    }
    // Four standard deviations of the binomial distribution.
    expect(Math.abs(sampled - traces * rate)).toBeLessThan(4 * Math.sqrt(traces * rate * (1 - rate)));
  });

  it.each<[LogLevel, number, LogLevel]>([
    ['info', 0, 'info'],
    ['error', 1, 'debug'],
    ['silent', 1, 'silent'],
    ['debug', 0, 'debug'],
  ])('logs at %s with a rate of %d at %s', (level, rate, expected) => {
    expect(levelOfTrace('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', settings(level, rate))).toBe(
      expected,
    );
  });

  it('leaves work without a trace at the stage’s level', () => {
    expect(levelOfTrace(undefined, settings('warn', 1))).toBe('warn');
  });
});

describe('shareOfTrace', () => {
  it('is a share', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const share = shareOfTrace(id);
        expect(share >= 0 && share < 1).toBe(true);
      }),
    );
  });
});
