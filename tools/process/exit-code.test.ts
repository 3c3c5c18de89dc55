import { describe, expect, it } from '@jest/globals';
import { errorText, failing } from './exit-code.ts';

describe('errorText', () => {
  it('says how to become known to AWS', () => {
    const error = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    expect(errorText(error)).toContain('AWS_PROFILE');
  });

  it.each<[unknown, string]>([
    [new Error('no such stage'), 'no such stage'],
    ['text', 'text'],
  ])('tells %s as it is', (error, text) => {
    expect(errorText(error)).toBe(text);
  });
});

describe('failing', () => {
  const error = new Error('no such stage');

  it('tells the error in a line and answers 1', () => {
    expect(failing(error, {})).toEqual({ output: 'no such stage\n', code: 1 });
  });

  it('adds what helps, and answers the code that the program has for it', () => {
    const failure = { hint: '\nUsage: npm run it\n', code: 2 };
    expect(failing(error, failure)).toEqual({ output: 'no such stage\n\nUsage: npm run it\n', code: 2 });
  });

  it('lets the program say it in other words', () => {
    expect(failing(error, { text: '404 no such stage' }).output).toBe('404 no such stage\n');
  });
});
