import { describe, expect, it } from '@jest/globals';
import { compileFilterPattern } from './filter-pattern.ts';

const matches = (pattern: string, message: string) => compileFilterPattern(pattern)(message);

describe('terms', () => {
  it.each([
    ['', 'anything'],
    ['Timeout', 'a Timeout came'],
    ['"timed out"', 'Task timed out after 3.00 seconds'],
    ['Task seconds', 'Task timed out after 3.00 seconds'],
    ['?"timed out" ?OutOfMemory', 'Runtime.OutOfMemory'],
    ['?a -b', 'an apple'],
    [String.raw`"say \"no\""`, 'they say "no" to it'],
    ['ERROR ?never', 'ERROR whatever'],
  ])('%s finds %s', (pattern, message) => {
    expect(matches(pattern, message)).toBe(true);
  });

  it.each([
    ['timeout', 'a Timeout came'],
    ['"out timed"', 'Task timed out'],
    ['Task minutes', 'Task timed out after 3.00 seconds'],
    ['?"timed out" ?OutOfMemory', 'all is well'],
    ['?a -b', 'a banana'],
    ['ERROR ?whatever', 'whatever'],
  ])('%s does not find %s', (pattern, message) => {
    expect(matches(pattern, message)).toBe(false);
  });
});

describe('comparisons of JSON', () => {
  const line = JSON.stringify({ level: 'error', status: 500, error: { type: 'TypeError' }, text: 'a && b' });

  it.each([
    '{ $.level = "error" }',
    '{ $.level = "err*" && $.status >= 500 }',
    '{ $.level = "warn" || $.error.type = "TypeError" }',
    '{ $.level != "info" }',
    '{ $.text = "a && b" }',
    '{ $.status > 499.5 && $.status < 501 && $.status != 0 && $.status <= 500 && $.status = 500 }',
  ])('%s', (pattern) => {
    expect(matches(pattern, line)).toBe(true);
  });

  it.each([
    ['{ $.level = "warn" }', line],
    ['{ $.level = "error" && $.status < 500 }', line],
    ['{ $.absent != "x" }', line],
    ['{ $.level.deeper = "error" }', line],
    ['{ $.status = "500" }', line],
    ['{ $.level = "error" }', 'level = error'],
    ['{ $.level = "error" }', '{"level":"error"'],
  ])('%s does not select %s', (pattern, message) => {
    expect(matches(pattern, message)).toBe(false);
  });
});

describe('what the local cloud does not know', () => {
  it.each([
    '[ip, user, status=4*]',
    '%ERR.*%',
    '"never ends',
    '{ $.level = "error"',
    '{ $.a IS TRUE }',
    '{ $.a > "x" }',
    'x'.repeat(1025),
  ])('is refused: %s', (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow(/^Invalid filter pattern/);
  });
});
