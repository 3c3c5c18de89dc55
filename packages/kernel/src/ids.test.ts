import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idPattern, newId, ulid } from './ids.ts';

describe('ids', () => {
  it('carry their prefix and match its pattern', () => {
    expect(newId('ord')).toMatch(idPattern('ord'));
    expect(newId('ord')).not.toMatch(idPattern('usr'));
  });

  it('ascend even within one millisecond', () => {
    const ids = Array.from({ length: 5_000 }, () => ulid());
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('never go back when the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 2 }), (times) => {
        const ids = times.map((time) => ulid(time));
        expect(ids).toEqual(ids.toSorted());
      }),
    );
  });

  it('begin with their time, as the ULID specification lays it out', () => {
    expect(ulid(281_474_976_710_655).slice(0, 10)).toBe('7ZZZZZZZZZ');
  });
});
