import { openTable } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { cognitoProviderDirectory } from './adapters/cognito-provider-directory.ts';
import { dynamoUsers } from './adapters/dynamo-users.ts';
import { tableEnv, userPoolEnv } from './env.ts';
import type { LinkProviderDeps } from './use-cases/link-provider.ts';

export const linkProviderDeps = (): LinkProviderDeps => ({
  users: dynamoUsers(openTable(tableEnv().TABLE_NAME)),
  directory: cognitoProviderDirectory(userPoolEnv().USER_POOL_ID),
  clock: systemClock,
});
