import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import * as z from 'zod/mini';
import { startPool } from './pool.test-support.ts';
import { USER_POOL_CLIENT_ID as ClientId, USER_POOL_ID as UserPoolId } from './pool.ts';

let pool: Awaited<ReturnType<typeof startPool>>;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.close());

const Claims = z.looseObject({ exp: z.number(), iat: z.number() });

describe('signing in', () => {
  it('answers tokens that aws-jwt-verify accepts, with the claims that services read', async () => {
    const Username = await pool.confirmedUser();
    await pool.client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: 'admin' }));
    const { AuthenticationResult } = await pool.signIn(Username);
    expect(AuthenticationResult).toMatchObject({ ExpiresIn: 900, TokenType: 'Bearer' });
    const issuer = `${pool.endpoint}/${UserPoolId}`;
    const verifier = JwtRsaVerifier.create({ issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` });
    verifier.cacheJwks(JSON.parse(await (await fetch(`${issuer}/.well-known/jwks.json`)).text()));
    const claims = z.parse(Claims, await verifier.verify(AuthenticationResult?.AccessToken ?? ''));
    expect(claims).toMatchObject({
      iss: issuer,
      client_id: ClientId,
      token_use: 'access',
      username: Username,
      'cognito:groups': ['admin'],
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(claims.exp - claims.iat).toBe(900);
    const identity = await verifier.verify(AuthenticationResult?.IdToken ?? '');
    expect(identity).toMatchObject({
      token_use: 'id',
      aud: ClientId,
      email: `${Username}@example.test`,
      email_verified: true,
    });
  });

  it('answers a wrong password and an unknown user alike', async () => {
    const rejection = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(pool.signIn(await pool.confirmedUser(), 'Wrong-horse-1')).rejects.toMatchObject(rejection);
    await expect(pool.signIn('usr_nobody')).rejects.toMatchObject(rejection);
  });

  it('locks for a while after five wrong passwords', async () => {
    const username = await pool.confirmedUser();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(pool.signIn(username, 'Wrong-horse-1')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    }
    await expect(pool.signIn(username)).rejects.toMatchObject({ message: 'Password attempts exceeded' });
  });

  it('refreshes until the token is revoked', async () => {
    const { AuthenticationResult } = await pool.signIn(await pool.confirmedUser());
    const token = AuthenticationResult?.RefreshToken;
    const refreshed = await pool.refresh(token);
    expect(refreshed.AuthenticationResult).toMatchObject({ ExpiresIn: 900, TokenType: 'Bearer' });
    expect(refreshed.AuthenticationResult?.RefreshToken).toBeUndefined();
    await pool.client.send(new RevokeTokenCommand({ ClientId, Token: token }));
    await expect(pool.refresh(token)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Refresh Token has been revoked',
    });
    const access = new RevokeTokenCommand({ ClientId, Token: AuthenticationResult?.AccessToken });
    await expect(pool.client.send(access)).rejects.toMatchObject({ name: 'UnsupportedTokenTypeException' });
  });

  it.each([
    ['a made-up refresh token', () => pool.refresh('made-up'), 'NotAuthorizedException'],
    ['no refresh token', () => pool.refresh(''), 'InvalidParameterException'],
    [
      'a flow that is not allowed',
      () =>
        pool.client.send(
          new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'a' } }),
        ),
      'InvalidParameterException',
    ],
  ])('refuses %s', async (_, attempt, name) => {
    await expect(attempt()).rejects.toMatchObject({ name });
  });

  it('ends with the user being disabled or deleted', async () => {
    const Username = await pool.confirmedUser();
    const { AuthenticationResult } = await pool.signIn(Username);
    await pool.client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    await expect(pool.signIn(Username)).rejects.toMatchObject({ message: 'User is disabled.' });
    await pool.client.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
    await expect(pool.refresh(AuthenticationResult?.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const lookup = new AdminGetUserCommand({ UserPoolId, Username });
    await expect(pool.client.send(lookup)).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
