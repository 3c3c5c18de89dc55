import { LimitExceededException, NotAuthorizedException } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from '@jest/globals';
import { isOneOf, orTooManyAttempts } from './cognito-errors.ts';

const refusal = (message: string) => new NotAuthorizedException({ message, $metadata: {} });

describe('errors of Cognito', () => {
  it.each([
    [new LimitExceededException({ message: 'Attempt limit exceeded', $metadata: {} })],
    [refusal('Password attempts exceeded')],
  ])('%s slow the caller down', (error) => {
    expect(orTooManyAttempts(error)).toMatchObject({ code: 'identity.too-many-attempts', retryAfter: 60 });
  });

  it.each([[refusal('Incorrect username or password.')], [new TypeError('a defect')]])(
    '%s stay what they are',
    (error) => {
      expect(orTooManyAttempts(error)).toBe(error);
    },
  );

  it('are told by class', () => {
    expect(isOneOf(refusal(''), LimitExceededException, NotAuthorizedException)).toBe(true);
    expect(isOneOf(new Error('other'), LimitExceededException)).toBe(false);
  });
});
