import { describe, expect, it } from '@jest/globals';
import { sessionFrom } from './cognito-session.ts';

function jwt(claims: object): string {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encoded({ alg: 'RS256' })}.${encoded(claims)}.signature`;
}

describe('sessions from Cognito', () => {
  it('take the life of the token as stated', () => {
    const session = sessionFrom({ AccessToken: 'opaque', RefreshToken: 'refresh', ExpiresIn: 900 });
    expect(session).toEqual({ accessToken: 'opaque', refreshToken: 'refresh', expiresIn: 900 });
  });

  it('read it from the token where it is not stated', () => {
    const AccessToken = jwt({ iat: 1_769_851_800, exp: 1_769_852_700 });
    expect(sessionFrom({ AccessToken, RefreshToken: 'refresh' }).expiresIn).toBe(900);
  });

  it.each([
    [undefined, '"expected": "object"'],
    [{}, 'AccessToken'],
    [{ AccessToken: jwt({}), RefreshToken: 'refresh' }, 'iat'],
    [{ AccessToken: 'opaque', RefreshToken: 'refresh' }, 'JSON'],
  ])('refuse an answer without what a session needs: %j', (result, reason) => {
    expect(() => sessionFrom(result)).toThrow(reason);
  });
});
