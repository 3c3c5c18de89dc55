import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { initialName } from './provider-profile.ts';

describe('the name of a new profile', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    [' Ada\u0000\n Lovelace ', 'Ada Lovelace'],
    [undefined, 'ada'],
    [' \t ', 'ada'],
  ])('of %j is %j', (given, name) => {
    expect(initialName(given, 'ada@example.com')).toBe(name);
  });

  it('is one that PATCH /v1/users/me would take too, whatever a provider says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = initialName(given, 'ada@example.com');
        expect(name).toMatch(/^[^\p{Cc}]{1,100}$/u);
        expect(name).toBe(name.trim());
      }),
    );
  });
});
