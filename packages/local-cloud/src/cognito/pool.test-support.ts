import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { startApis } from '../aws/running-apis.test-support.ts';
import { USER_POOL_CLIENT_ID as ClientId } from './pool.ts';

export const PASSWORD = 'Correct-horse-1';

/** The user pool over HTTP with a client and the calls that most tests make. */
export async function startPool() {
  const apis = await startApis();
  const client = new CognitoIdentityProviderClient(apis.clientConfig);
  let sequence = 0;

  const signUp = (Username: string, Password = PASSWORD) => {
    const UserAttributes = [{ Name: 'email', Value: `${Username}@example.test` }];
    return client.send(new SignUpCommand({ ClientId, Username, Password, UserAttributes }));
  };
  const confirm = (Username: string, ConfirmationCode: string) =>
    client.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
  const authenticate = (
    AuthFlow: 'USER_PASSWORD_AUTH' | 'REFRESH_TOKEN_AUTH',
    AuthParameters: Record<string, string>,
  ) => client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
  const mailedCode = (username: string) => {
    const [mail] = apis.mailbox.list({ to: `${username}@example.test` });
    return /^Your Tradewind code is (\d{6})$/.exec(mail?.subject ?? '')?.[1] ?? '';
  };

  return {
    endpoint: apis.endpoint,
    mailbox: apis.mailbox,
    client,
    signUp,
    confirm,
    mailedCode,
    signIn: (USERNAME: string, password = PASSWORD) =>
      authenticate('USER_PASSWORD_AUTH', { USERNAME, PASSWORD: password }),
    refresh: (REFRESH_TOKEN = '') => authenticate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN }),
    async confirmedUser(): Promise<string> {
      sequence += 1;
      const username = `usr_01J00000000000000000000${String(sequence).padStart(3, '0')}`;
      await signUp(username);
      await confirm(username, mailedCode(username));
      return username;
    },
    async close() {
      client.destroy();
      await apis.close();
    },
  };
}
