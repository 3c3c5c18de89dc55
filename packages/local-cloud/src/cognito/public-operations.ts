import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { checkCode, deliveryDetails, expiredCode, mailCode, withNewCode } from './confirmation-codes.ts';
import { Attributes, newUser, Username, type CognitoContext } from './context.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { checkClient } from './pool.ts';
import { notAuthorized } from './sessions.ts';
import { InitiateAuth, initiateAuth } from './sign-in.ts';

const INVALID = 'InvalidParameterException';

const SignUp = z.object({
  ClientId: z.string(),
  Username,
  Password: z.string().check(z.minLength(1)),
  UserAttributes: Attributes,
});
type SignUp = z.output<typeof SignUp>;

const ConfirmSignUp = z.object({ ClientId: z.string(), Username, ConfirmationCode: z.string() });
type ConfirmSignUp = z.output<typeof ConfirmSignUp>;

/** What an app may ask for without AWS credentials. The client prevents errors that tell whether a user exists. */
export function publicOperations(context: CognitoContext): Record<string, Operation> {
  return {
    SignUp: operation(SignUp, (input) => signUp(context, input), INVALID),
    ConfirmSignUp: operation(ConfirmSignUp, (input) => confirmSignUp(context, input), INVALID),
    ResendConfirmationCode: operation(
      z.object({ ClientId: z.string(), Username }),
      (input) => {
        checkClient(input.ClientId);
        const user = context.users.find(input.Username);
        if (user === undefined) return deliveryDetails(input.Username);
        if (user.status !== 'UNCONFIRMED') throw new AwsError(INVALID, 'User is already confirmed.');
        const coded = withNewCode(user, context.clock.now().getTime());
        context.users.save(coded);
        mailCode(context.mailbox, coded);
        return deliveryDetails(coded.attributes['email'] ?? '');
      },
      INVALID,
    ),
    InitiateAuth: operation(InitiateAuth, (input) => initiateAuth(context, input), INVALID),
    RevokeToken: operation(
      z.object({ ClientId: z.string(), Token: z.string() }),
      (input) => {
        checkClient(input.ClientId);
        if (input.Token.split('.').length === 3) {
          throw new AwsError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
        }
        context.sessions.revoke(input.Token);
        return {};
      },
      INVALID,
    ),
  };
}

async function signUp(context: CognitoContext, input: SignUp): Promise<object> {
  const { users, clock, mailbox, settings, triggers } = context;
  checkClient(input.ClientId);
  const email = input.UserAttributes.find(({ Name }) => Name === 'email')?.Value ?? '';
  if (email === '')
    throw new AwsError(INVALID, 'Attributes did not conform to the schema: email: The attribute is required');
  checkPassword(input.Password, settings.read().passwordPolicy);
  if (users.find(input.Username) !== undefined) {
    throw new AwsError('UsernameExistsException', 'User already exists');
  }
  const password_hash = await hashPassword(input.Password);
  const given = Object.fromEntries(input.UserAttributes.map(({ Name, Value }) => [Name, Value]));
  const { autoConfirmUser, autoVerifyEmail } = await triggers.preSignUp({
    source: 'PreSignUp_SignUp',
    userName: input.Username,
    attributes: given,
    clientId: input.ClientId,
  });
  const now = clock.now().getTime();
  const proved = autoVerifyEmail ? [{ Name: 'email_verified', Value: 'true' }] : [];
  const attributes = [...input.UserAttributes, ...proved];
  if (autoConfirmUser) {
    const confirmed = newUser({ username: input.Username, password_hash, status: 'CONFIRMED' }, attributes, now);
    users.insert(confirmed);
    return { UserConfirmed: true, UserSub: confirmed.sub };
  }
  const user = withNewCode(
    newUser({ username: input.Username, password_hash, status: 'UNCONFIRMED' }, attributes, now),
    now,
  );
  users.insert(user);
  mailCode(mailbox, user);
  return { UserConfirmed: false, UserSub: user.sub, ...deliveryDetails(email) };
}

function confirmSignUp({ users, clock }: CognitoContext, input: ConfirmSignUp): object {
  checkClient(input.ClientId);
  const user = users.find(input.Username);
  if (user === undefined) throw expiredCode();
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  const now = clock.now().getTime();
  checkCode(user, input.ConfirmationCode, now, (failed) => users.save(failed));
  users.save({
    ...user,
    status: 'CONFIRMED',
    code: null,
    modified_at: now,
    attributes: { ...user.attributes, email_verified: 'true' },
  });
  return {};
}
