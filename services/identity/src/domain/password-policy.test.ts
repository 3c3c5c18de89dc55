import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, passwordProblems } from './password-policy.ts';

const codesFor = (password: string, email = 'ada@example.com') =>
  passwordProblems(password, email).map(({ code }) => code);

describe('password policy', () => {
  it.each(['correct horse battery', 'Tradewind-shopper-1', 'пароль-длинный', 'ναυτικός-άνεμος'])(
    'takes %s',
    (password) => {
      expect(codesFor(password)).toEqual([]);
    },
  );

  it.each([
    ['short', ['too_short']],
    ['x'.repeat(9) + 'y'.repeat(120), ['too_long']],
    [' leading-space-here', ['surrounding_space']],
    ['trailing-space-here ', ['surrounding_space']],
    ['Password123', ['too_common']],
    ['aaaaaaaaaaaa', ['too_common']],
    ['abcabcabcabc', ['too_common']],
    ['12', ['too_short']],
  ])('refuses %j as %j', (password, codes) => {
    expect(codesFor(password)).toEqual(codes);
  });

  it('refuses a password that contains the address, in any case', () => {
    expect(codesFor('ADA@example.com!', 'ada@example.com')).toEqual(['contains_email']);
  });

  it('lets parts of the address pass, which occur in many words', () => {
    expect(codesFor('canada-and-more', 'ada@example.com')).toEqual([]);
  });

  it('names the password field in every problem', () => {
    for (const { path } of passwordProblems('', 'ada@example.com')) expect(path).toBe('body.password');
  });

  it('counts characters, not UTF-16 units', () => {
    expect(codesFor('🦊🐻🐼🐨🐯')).toEqual(['too_short']);
  });

  it('refuses every password outside the bounds, and never for its length within them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 0, maxLength: 200 }), (password) => {
        const codes = codesFor(password);
        const tooShort = password.length < MIN_PASSWORD_LENGTH;
        const tooLong = password.length > MAX_PASSWORD_LENGTH;
        expect(codes.includes('too_short')).toBe(tooShort);
        expect(codes.includes('too_long')).toBe(tooLong);
      }),
    );
  });
});
