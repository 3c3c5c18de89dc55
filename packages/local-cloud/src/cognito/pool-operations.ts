import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { arn } from '../aws/account.ts';
import type { CognitoContext } from './context.ts';
import { checkClient, checkPool, PasswordPolicy, USER_POOL_CLIENT_ID, USER_POOL_ID } from './pool.ts';

const INVALID = 'InvalidParameterException';
const Pool = z.object({ UserPoolId: z.string() });
const Client = z.extend(Pool, { ClientId: z.string() });
const Unit = z.enum(['seconds', 'minutes', 'hours', 'days']);
const UNIT_SECONDS: Readonly<Record<z.output<typeof Unit>, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

const UpdatePool = z.extend(Pool, {
  Policies: z.optional(z.object({ PasswordPolicy: z.optional(PasswordPolicy) })),
  /** Any other trigger would never be called here, so it is refused. */
  LambdaConfig: z._default(z.strictObject({ PreSignUp: z.optional(z.string()) }), {}),
});

const UpdateClient = z.extend(Client, {
  AccessTokenValidity: z.optional(z.int()),
  IdTokenValidity: z.optional(z.int()),
  RefreshTokenValidity: z.optional(z.int()),
  CallbackURLs: z._default(z.array(z.string()), []),
  TokenValidityUnits: z._default(
    z.object({ AccessToken: z.optional(Unit), IdToken: z.optional(Unit), RefreshToken: z.optional(Unit) }),
    {},
  ),
});

/** The settings of the pool and of its client, as a template declares them, and the groups. */
export function poolOperations({ users, settings, clock }: CognitoContext): Record<string, Operation> {
  return {
    DescribeUserPool: operation(
      Pool,
      ({ UserPoolId }) => {
        checkPool(UserPoolId);
        const { passwordPolicy } = settings.read();
        return {
          UserPool: {
            Id: USER_POOL_ID,
            Name: 'tradewind-local',
            Arn: arn('cognito-idp', `userpool/${USER_POOL_ID}`),
            Policies: { PasswordPolicy: passwordPolicy },
            AutoVerifiedAttributes: ['email'],
            MfaConfiguration: 'OFF',
          },
        };
      },
      INVALID,
    ),
    UpdateUserPool: operation(
      UpdatePool,
      ({ UserPoolId, Policies, LambdaConfig }) => {
        checkPool(UserPoolId);
        settings.change({ preSignUp: LambdaConfig.PreSignUp ?? null });
        if (Policies?.PasswordPolicy !== undefined) settings.change({ passwordPolicy: Policies.PasswordPolicy });
        return {};
      },
      INVALID,
    ),
    DescribeUserPoolClient: operation(Client, (input) => clientView(input), INVALID),
    UpdateUserPoolClient: operation(
      UpdateClient,
      (input) => {
        checkPool(input.UserPoolId);
        checkClient(input.ClientId);
        const { AccessToken = 'hours', IdToken = 'hours', RefreshToken = 'days' } = input.TokenValidityUnits;
        const current = settings.read();
        settings.change({
          accessToken: seconds(input.AccessTokenValidity, AccessToken) ?? current.accessToken,
          idToken: seconds(input.IdTokenValidity, IdToken) ?? current.idToken,
          refreshToken: seconds(input.RefreshTokenValidity, RefreshToken) ?? current.refreshToken,
          callbackUrls: input.CallbackURLs,
        });
        return clientView(input);
      },
      INVALID,
    ),
    CreateGroup: operation(
      z.extend(Pool, { GroupName: z.string() }),
      ({ UserPoolId, GroupName }) => {
        checkPool(UserPoolId);
        if (!users.createGroup(GroupName, clock.now().getTime())) {
          throw new AwsError('GroupExistsException', 'A group with the name already exists.');
        }
        return { Group: { GroupName, UserPoolId } };
      },
      INVALID,
    ),
    ListGroups: operation(
      Pool,
      ({ UserPoolId }) => {
        checkPool(UserPoolId);
        const groups = users.groups();
        return { Groups: groups.map(({ name, created_at }) => groupView(name, created_at)) };
      },
      INVALID,
    ),
  };

  function clientView({ UserPoolId, ClientId }: z.output<typeof Client>): object {
    checkPool(UserPoolId);
    checkClient(ClientId);
    const { accessToken, idToken, refreshToken } = settings.read();
    return {
      UserPoolClient: {
        UserPoolId,
        ClientId: USER_POOL_CLIENT_ID,
        ClientName: 'tradewind-local',
        AccessTokenValidity: accessToken,
        IdTokenValidity: idToken,
        RefreshTokenValidity: refreshToken,
        TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        EnableTokenRevocation: true,
        PreventUserExistenceErrors: 'ENABLED',
      },
    };
  }
}

function groupView(name: string, createdAt: number): object {
  return { GroupName: name, UserPoolId: USER_POOL_ID, CreationDate: createdAt / 1000 };
}

function seconds(value: number | undefined, unit: z.output<typeof Unit>): number | undefined {
  return value === undefined ? undefined : value * UNIT_SECONDS[unit];
}
