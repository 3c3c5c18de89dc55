import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { namesIn } from './expression.ts';

describe('namesIn', () => {
  it('names every placeholder of every expression once', () => {
    expect(
      namesIn('#status = :open AND attribute_exists(#pk)', 'SET #status = :done, #version = #version + :one'),
    ).toEqual({ '#status': 'status', '#pk': 'pk', '#version': 'version' });
  });

  it.each([
    ['no expression', []],
    ['only absent expressions', [undefined, undefined]],
    ['an expression without placeholders', ['attribute_exists(pk)']],
  ])('answers undefined for %s, since the API refuses an empty map', (_, expressions) => {
    expect(namesIn(...expressions)).toBeUndefined();
  });

  it('finds the parts of a document path', () => {
    expect(namesIn('SET #totals.#tax = :tax')).toEqual({ '#totals': 'totals', '#tax': 'tax' });
  });

  it('maps any attribute name to itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,30}$/), (name) => {
        expect(namesIn(`#${name} = :value`)).toEqual({ [`#${name}`]: name });
      }),
    );
  });
});
