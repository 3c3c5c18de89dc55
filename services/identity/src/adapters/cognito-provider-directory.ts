import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InvalidParameterException,
  UsernameExistsException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomBytes } from 'node:crypto';
import type { ProviderDirectory } from '../domain/provider-ports.ts';

const PASSWORD_BYTES = 48;

/** What is told of an identity that is the same user's already; there is no code of its own for it. */
const ALREADY_LINKED = 'already linked';

/**
 * The user pool's side of people who sign in with a provider. Each gets a user of the pool under our own id, to which
 * the provider's identity is linked: so the id stands in every token, whichever way somebody signs in. Needs
 * `cognito-idp:AdminGetUser`, `AdminCreateUser`, `AdminSetUserPassword` and `AdminLinkProviderForUser`.
 */
export function cognitoProviderDirectory(
  UserPoolId: string,
  client: CognitoIdentityProviderClient = new CognitoIdentityProviderClient({}),
): ProviderDirectory {
  async function create(Username: string, email: string): Promise<void> {
    const UserAttributes = [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ];
    try {
      await client.send(
        new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS' }),
      );
    } catch (error) {
      if (!(error instanceof UsernameExistsException)) throw error;
    }
  }

  return {
    async find(Username) {
      try {
        const user = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
        return {
          confirmed: user.UserStatus === 'CONFIRMED',
          secondFactor: (user.UserMFASettingList ?? []).length > 0,
        };
      } catch (error) {
        if (error instanceof UserNotFoundException) return undefined;
        throw error;
      }
    },
    async admit(Username, email) {
      await create(Username, email);
      // Without a password of its own the user would have to change a temporary one, and could never reset it.
      const Password = randomBytes(PASSWORD_BYTES).toString('base64url');
      await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    },
    async link(userId, { provider, subject }) {
      const DestinationUser = { ProviderName: 'Cognito', ProviderAttributeValue: userId };
      const SourceUser = {
        ProviderName: provider,
        ProviderAttributeName: 'Cognito_Subject',
        ProviderAttributeValue: subject,
      };
      try {
        await client.send(new AdminLinkProviderForUserCommand({ UserPoolId, DestinationUser, SourceUser }));
        return 'linked';
      } catch (error) {
        if (error instanceof InvalidParameterException && error.message.includes(ALREADY_LINKED))
          return 'already-linked';
        throw error;
      }
    },
  };
}
