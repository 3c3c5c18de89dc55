import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileGlob } from './glob.ts';

const matches = (pattern: string, text: string, variables?: Record<string, string>): boolean =>
  compileGlob(pattern, { variables: variables !== undefined }).matches(text, (name) => variables?.[name]);

/** The same meaning by another way: a regular expression. */
function byRegExp(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[^*?]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su').test(text);
}

describe('compileGlob', () => {
  it.each([
    ['dynamodb:*', 'dynamodb:PutItem', true],
    ['dynamodb:Get*Item', 'dynamodb:GetItem', true],
    ['dynamodb:Get*Item', 'dynamodb:GetItems', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*', '', true],
    ['?*', '', false],
    ['arn:*:table/orders', 'arn:aws:dynamodb:us-east-1:0:table/orders', true],
    ['arn:*:table/orders', 'arn:aws:dynamodb:us-east-1:0:table/orders/index/gsi1', false],
    ['a.c', 'abc', false],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('means what the regular expression of the same form means', () => {
    const alphabet = fc.constantFrom('a', 'b', ':', '/', '*', '?', '.', '😀');
    const pattern = fc.string({ unit: alphabet, maxLength: 12 });
    fc.assert(
      fc.property(pattern, fc.string({ unit: alphabet, maxLength: 16 }), (source, text) => {
        expect(compileGlob(source).matches(text)).toBe(byRegExp(source, text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('ends soon for patterns that make a naive matcher try for ever', () => {
    const started = performance.now();
    expect(matches('*a'.repeat(40) + 'b', 'a'.repeat(5_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('folds case only when asked to', () => {
    expect(compileGlob('SQS:Send*', { ignoreCase: true }).matches('sqs:SendMessage')).toBe(true);
    expect(compileGlob('SQS:Send*').matches('sqs:SendMessage')).toBe(false);
  });

  it('puts values of variables in literally', () => {
    expect(matches('user/${aws:username}/*', 'user/ada/x', { 'aws:username': 'ada' })).toBe(true);
    expect(matches('user/${aws:username}/*', 'user/bob/x', { 'aws:username': '*' })).toBe(false);
    expect(matches('user/${aws:username}/*', 'user/*/x', { 'aws:username': '*' })).toBe(true);
  });

  it('takes the default of a missing variable, and matches nothing without one', () => {
    expect(matches("user/${aws:username, 'nobody'}", 'user/nobody', {})).toBe(true);
    expect(matches('user/${aws:username}', 'user/', {})).toBe(false);
    expect(matches('user/${aws:username}', 'user/${aws:username}', {})).toBe(false);
  });

  it('reads escaped wildcards as characters', () => {
    expect(matches('a${*}c', 'a*c', {})).toBe(true);
    expect(matches('a${*}c', 'abc', {})).toBe(false);
    expect(matches('a${$}{b}', 'a${b}', {})).toBe(true);
  });
});
