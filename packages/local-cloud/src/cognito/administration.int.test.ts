import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { startApis, temporaryDirectory } from '../aws/running-apis.test-support.ts';
import { PASSWORD, startPool } from './pool.test-support.ts';
import { USER_POOL_CLIENT_ID as ClientId, USER_POOL_ID as UserPoolId } from './pool.ts';

let pool: Awaited<ReturnType<typeof startPool>>;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.close());

describe('administration', () => {
  it('creates users with a password of their own', async () => {
    const Username = 'usr_seeded';
    const UserAttributes = [{ Name: 'email', Value: 'seeded@example.test' }];
    await pool.client.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username,
        UserAttributes,
        MessageAction: 'SUPPRESS',
        TemporaryPassword: PASSWORD,
      }),
    );
    expect((await pool.signIn(Username)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await pool.client.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: 'Another-horse-2', Permanent: true }),
    );
    expect((await pool.signIn(Username, 'Another-horse-2')).AuthenticationResult).toBeDefined();
    expect(pool.mailbox.list({ to: 'seeded@example.test' })).toEqual([]);
  });

  it('is refused without a signature, while the public operations and the keys are open', async () => {
    const unsigned = (operation: string) =>
      fetch(pool.endpoint, {
        method: 'POST',
        headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
        body: JSON.stringify({ UserPoolId, Username: 'usr_seeded', ClientId }),
      });
    expect((await unsigned('AdminGetUser')).status).toBe(403);
    expect((await unsigned('ResendConfirmationCode')).status).not.toBe(403);
    expect((await fetch(`${pool.endpoint}/${UserPoolId}/.well-known/openid-configuration`)).status).toBe(200);
  });

  it('refuses another pool and an unknown group', async () => {
    const elsewhere = new AdminGetUserCommand({ UserPoolId: 'us-east-1_Other', Username: 'a' });
    await expect(pool.client.send(elsewhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const group = new AdminAddUserToGroupCommand({
      UserPoolId,
      Username: await pool.confirmedUser(),
      GroupName: 'kings',
    });
    await expect(pool.client.send(group)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('the pool after a restart', () => {
  it('has users, sessions, keys and settings', async () => {
    const { directory, remove } = await temporaryDirectory();
    const first = await startApis({ directory });
    const before = new CognitoIdentityProviderClient(first.clientConfig);
    const PasswordPolicy = { MinimumLength: 12 };
    await before.send(new UpdateUserPoolCommand({ UserPoolId, Policies: { PasswordPolicy } }));
    const TokenValidityUnits = { AccessToken: 'minutes' } as const;
    await before.send(
      new UpdateUserPoolClientCommand({ UserPoolId, ClientId, AccessTokenValidity: 5, TokenValidityUnits }),
    );
    const Username = 'usr_kept';
    const user = { UserPoolId, Username };
    await before.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD }));
    await before.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
    const AuthParameters = { USERNAME: Username, PASSWORD };
    const login = new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
    const { AuthenticationResult } = await before.send(login);
    const keys = await (await fetch(`${first.endpoint}/${UserPoolId}/.well-known/jwks.json`)).json();
    before.destroy();
    await first.close();

    const second = await startApis({ directory });
    const after = new CognitoIdentityProviderClient(second.clientConfig);
    const REFRESH_TOKEN = AuthenticationResult?.RefreshToken ?? '';
    const again = new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN },
    });
    expect((await after.send(again)).AuthenticationResult?.ExpiresIn).toBe(300);
    expect(await (await fetch(`${second.endpoint}/${UserPoolId}/.well-known/jwks.json`)).json()).toEqual(keys);
    const short = new AdminSetUserPasswordCommand({ ...user, Password: 'Eleven-char', Permanent: true });
    await expect(after.send(short)).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    after.destroy();
    await second.close();
    await remove();
  });
});
