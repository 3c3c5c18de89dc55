import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { itemSize, numberBytes } from './item-size.ts';

describe('the size of an item', () => {
  it.each([
    ['0', 1],
    ['-0', 1],
    ['1', 2],
    ['12', 2],
    ['123', 3],
    ['100', 2],
    ['1010', 3],
    ['1.5', 3],
    ['0.15', 2],
    ['100.5', 4],
    ['3.14159', 5],
    ['-42', 3],
    ['1E125', 2],
    ['0.0000001', 2],
    ['12345678901234567890123456789012345678', 20],
  ])('counts the number %s as %i bytes, as measured on AWS', (text, bytes) => {
    expect(numberBytes(text)).toBe(bytes);
  });

  it('is the same for a number however its zeros are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.nat({ max: 20 }), (value, zeros) => {
        expect(numberBytes(`${'0'.repeat(zeros)}${value}.${'0'.repeat(zeros)}`)).toBe(numberBytes(String(value)));
        expect(numberBytes(`${value}${'0'.repeat(zeros)}`)).toBe(numberBytes(String(value)));
      }),
    );
  });

  it('counts text in UTF-8 and binary values decoded', () => {
    expect(itemSize({ é: { S: '☕' } })).toBe(2 + 3);
    expect(itemSize({ b: { B: Buffer.alloc(10).toString('base64') } })).toBe(1 + 10);
  });

  it('counts documents with their elements, sets by their members', () => {
    expect(itemSize({ l: { L: [{ S: 'ab' }, { BOOL: true }] } })).toBe(1 + 3 + (1 + 2) + (1 + 1));
    expect(itemSize({ m: { M: { a: { NULL: true } } } })).toBe(1 + 3 + 1 + (1 + 1));
    expect(itemSize({ s: { SS: ['ab', 'c'] }, n: { NS: ['1', '22'] } })).toBe(1 + 3 + 1 + 4);
  });
});
