import { describe, expect, it } from '@jest/globals';
import { errorText } from './exit-code.ts';

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
