import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportParts } from './person-exported.ts';

describe('parts of an export', () => {
  it('hold every record once, in order, and never too much at a time', () => {
    const records = fc.array(
      fc.nat(40_000).map((length) => ({ text: 'x'.repeat(length) })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(records, (all) => {
        const parts = exportParts(all);
        expect(parts.flat()).toEqual(all);
        expect(parts.length).toBeGreaterThanOrEqual(1);
        for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(110_000);
      }),
      { numRuns: 40 },
    );
  });
});
