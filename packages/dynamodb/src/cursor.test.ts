import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@tradewind/kernel';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { decodeCursor, encodeCursor } from './cursor.ts';

const options = { scope: 'list-products?category=tea', secret: 'a-secret-of-the-stage' };
const key = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string({ unit: 'binary' }), fc.integer()), {
  noNullPrototype: true,
});

function signed(payload: string): string {
  const signature = createHmac('sha256', options.secret).update(`${options.scope}\n${payload}`).digest('base64url');
  return `${payload}.${signature.slice(0, 22)}`;
}

function refusal(cursor: string, given = options): unknown {
  try {
    return decodeCursor(cursor, given);
  } catch (error) {
    return isDomainError(error, 'request.invalid-cursor') ? error.kind : error;
  }
}

describe('cursor', () => {
  it('gives back the key that was put in', () => {
    fc.assert(
      fc.property(key, (lastKey) => {
        expect(decodeCursor(encodeCursor(lastKey, options), options)).toEqual(lastKey);
      }),
    );
  });

  it('refuses a cursor of which any one character was changed', () => {
    fc.assert(
      fc.property(key, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (lastKey, at, character) => {
        const cursor = encodeCursor(lastKey, options);
        const index = at % cursor.length;
        fc.pre(cursor.charAt(index) !== character);
        expect(refusal(cursor.slice(0, index) + character + cursor.slice(index + 1))).toBe('invalid');
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses a cursor of which any end is missing', () => {
    const cursor = encodeCursor({ pk: 'PRODUCT#1', sk: 'META' }, options);
    for (let length = 0; length < cursor.length; length += 1) expect(refusal(cursor.slice(0, length))).toBe('invalid');
  });

  it.each([
    ['another scope', { ...options, scope: 'list-products?category=coffee' }],
    ['another secret', { ...options, secret: 'of-another-stage' }],
  ])('refuses a cursor that was made for %s', (_, made) => {
    expect(refusal(encodeCursor({ pk: 'PRODUCT#1' }, made))).toBe('invalid');
  });

  it('refuses anything appended to a good cursor', () => {
    expect(refusal(`${encodeCursor({ pk: 'PRODUCT#1' }, options)}.more`)).toBe('invalid');
  });

  it('answers nothing but its refusal, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(refusal(text)).toBe('invalid');
      }),
    );
  });

  it.each([
    ['no JSON', 'not json'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a nested value', '{"pk":{"S":"PRODUCT#1"}}'],
  ])('refuses a rightly signed payload of %s', (_, payload) => {
    expect(refusal(signed(Buffer.from(payload).toString('base64url')))).toBe('invalid');
  });
});
