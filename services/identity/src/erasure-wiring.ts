import { openTable, type Table } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { dynamoErasures } from './adapters/dynamo-erasures.ts';
import { dynamoSignInFailures } from './adapters/dynamo-sign-in-failures.ts';
import { dynamoUsers } from './adapters/dynamo-users.ts';
import { administeringDirectory, directory } from './directory-wiring.ts';
import { tableEnv } from './env.ts';
import type { BeginErasureDeps } from './use-cases/begin-erasure.ts';
import type { DeleteAccountDeps } from './use-cases/delete-account.ts';
import type { EraseIdentityDeps } from './use-cases/erase-identity.ts';
import type { GetErasureDeps } from './use-cases/get-erasure.ts';

function table(): Table {
  return openTable(tableEnv().TABLE_NAME);
}

export const beginErasureDeps = (): BeginErasureDeps => ({
  users: dynamoUsers(table()),
  erasures: dynamoErasures(table()),
  clock: systemClock,
});

export const deleteAccountDeps = (): DeleteAccountDeps => ({
  ...beginErasureDeps(),
  directory: directory(),
  signInFailures: dynamoSignInFailures(table()),
});

export const getErasureDeps = (): GetErasureDeps => ({
  erasures: dynamoErasures(table()),
  users: dynamoUsers(table()),
  clock: systemClock,
});

export const onErasureDeps = (): EraseIdentityDeps => ({
  directory: administeringDirectory(),
  erasures: dynamoErasures(table()),
  signInFailures: dynamoSignInFailures(table()),
  clock: systemClock,
});
