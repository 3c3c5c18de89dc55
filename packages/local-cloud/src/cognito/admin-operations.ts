import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { Attributes, newUser, Username, type CognitoContext } from './context.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { checkPool } from './pool.ts';
import { notAuthorized } from './sessions.ts';
import type { StoredUser } from './user-table.ts';

const INVALID = 'InvalidParameterException';
const User = z.object({ UserPoolId: z.string(), Username });
const CreateUser = z.extend(User, {
  UserAttributes: Attributes,
  TemporaryPassword: z.optional(z.string()),
  MessageAction: z.optional(z.enum(['SUPPRESS', 'RESEND'])),
});

/** What needs AWS credentials: users as an administrator handles them. */
export function adminOperations(context: CognitoContext): Record<string, Operation> {
  const { users, sessions, softwareTokens, providers, clock } = context;
  const now = () => clock.now().getTime();

  const onUser = (change: (user: StoredUser) => object) =>
    operation(
      User,
      (input) => {
        checkPool(input.UserPoolId);
        return change(users.get(input.Username));
      },
      INVALID,
    );
  const onMembership = (change: (username: string, group: string) => void) =>
    operation(
      z.extend(User, { GroupName: z.string() }),
      (input) => {
        checkPool(input.UserPoolId);
        if (!users.groups().some(({ name }) => name === input.GroupName)) {
          throw new AwsError('ResourceNotFoundException', 'Group not found.');
        }
        change(users.get(input.Username).username, input.GroupName);
        return {};
      },
      INVALID,
    );

  return {
    AdminCreateUser: operation(CreateUser, (input) => createUser(context, input), INVALID),
    AdminGetUser: onUser((user) => ({
      ...userView(user),
      UserAttributes: [...attributesView(user), ...identitiesView(context, user)],
      ...(softwareTokens.isEnabled(user.username) && { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }),
    })),
    AdminConfirmSignUp: onUser((user) => {
      if (user.status !== 'UNCONFIRMED') {
        throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
      }
      users.save({ ...user, status: 'CONFIRMED', code: null, modified_at: now() });
      return {};
    }),
    AdminSetUserPassword: operation(
      z.extend(User, { Password: z.string(), Permanent: z._default(z.boolean(), false) }),
      async (input) => {
        checkPool(input.UserPoolId);
        users.get(input.Username);
        checkPassword(input.Password, context.settings.read().passwordPolicy);
        const password_hash = await hashPassword(input.Password);
        const status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
        users.save({ ...users.get(input.Username), password_hash, status, modified_at: now() });
        return {};
      },
      INVALID,
    ),
    AdminUpdateUserAttributes: operation(
      z.extend(User, { UserAttributes: Attributes }),
      (input) => {
        checkPool(input.UserPoolId);
        const user = users.get(input.Username);
        const changed = Object.fromEntries(input.UserAttributes.map(({ Name, Value }) => [Name, Value]));
        users.save({ ...user, attributes: { ...user.attributes, ...changed }, modified_at: now() });
        return {};
      },
      INVALID,
    ),
    AdminDeleteUser: onUser((user) => {
      users.delete(user.username);
      sessions.forget(user.username);
      softwareTokens.forget(user.username);
      providers.forget(user.username);
      return {};
    }),
    AdminUserGlobalSignOut: onUser((user) => {
      sessions.forget(user.username);
      return {};
    }),
    AdminDisableUser: onUser((user) => {
      users.save({ ...user, enabled: 0, modified_at: now() });
      return {};
    }),
    AdminEnableUser: onUser((user) => {
      users.save({ ...user, enabled: 1, modified_at: now() });
      return {};
    }),
    AdminAddUserToGroup: onMembership((username, group) => users.join(username, group)),
    AdminRemoveUserFromGroup: onMembership((username, group) => users.leave(username, group)),
    AdminListGroupsForUser: onUser((user) => ({
      Groups: users.groupsOf(user.username).map((GroupName) => ({ GroupName })),
    })),
  };
}

async function createUser(context: CognitoContext, input: z.output<typeof CreateUser>): Promise<object> {
  checkPool(input.UserPoolId);
  if (input.MessageAction === 'RESEND') throw new AwsError(INVALID, 'RESEND is not supported here.');
  const password = input.TemporaryPassword ?? `Tw-1${randomBytes(9).toString('base64url')}`;
  checkPassword(password, context.settings.read().passwordPolicy);
  const password_hash = await hashPassword(password);
  await context.triggers.preSignUp({
    source: 'PreSignUp_AdminCreateUser',
    userName: input.Username,
    attributes: Object.fromEntries(input.UserAttributes.map(({ Name, Value }) => [Name, Value])),
    clientId: 'CLIENT_ID_NOT_APPLICABLE',
  });
  const user = newUser(
    { username: input.Username, password_hash, status: 'FORCE_CHANGE_PASSWORD' },
    input.UserAttributes,
    context.clock.now().getTime(),
  );
  context.users.insert(user);
  const email = user.attributes['email'];
  if (input.MessageAction !== 'SUPPRESS' && email !== undefined) {
    context.mailbox.deliver({
      origin: 'cognito',
      from: 'Tradewind <no-reply@tradewind.test>',
      to: [email],
      subject: 'Your temporary Tradewind password',
      text: `Your username is ${user.username} and your temporary password is ${password}\n`,
    });
  }
  return { User: { ...userView(user), Attributes: attributesView(user) } };
}

function userView(user: StoredUser): object {
  return {
    Username: user.username,
    Enabled: user.enabled === 1,
    UserStatus: user.status,
    UserCreateDate: user.created_at / 1000,
    UserLastModifiedDate: user.modified_at / 1000,
  };
}

/** The `identities` of a user to whom people of providers are linked. */
function identitiesView({ providers }: CognitoContext, { username }: StoredUser): object[] {
  const identities = providers.linksOf(username).map(({ provider, subject, created_at }) => ({
    userId: subject,
    providerName: provider,
    providerType: providers.find(provider)?.type ?? provider,
    issuer: null,
    primary: false,
    dateCreated: created_at,
  }));
  return identities.length === 0 ? [] : [{ Name: 'identities', Value: JSON.stringify(identities) }];
}

function attributesView(user: StoredUser): object[] {
  const attributes = { sub: user.sub, email_verified: 'false', ...user.attributes };
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}
