import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { openTable, type Table } from '@tradewind/dynamodb';
import { outboxPublisher, type OutboxPublisher } from '@tradewind/dynamodb/outbox-publisher';
import { systemClock } from '@tradewind/kernel';
import { secret } from '@tradewind/parameters/secrets';
import { cognitoSecondFactor } from './adapters/cognito-second-factor.ts';
import { dynamoAddressBooks } from './adapters/dynamo-address-books.ts';
import { dynamoAttemptCounter } from './adapters/dynamo-attempt-counter.ts';
import { dynamoSignInFailures } from './adapters/dynamo-sign-in-failures.ts';
import { dynamoUsers } from './adapters/dynamo-users.ts';
import { signedCursors } from './adapters/signed-cursors.ts';
import { administeringDirectory, directory } from './directory-wiring.ts';
import type { SecondFactor, UserDirectory } from './domain/ports.ts';
import { appClientEnv, busEnv, cursorEnv, tableEnv } from './env.ts';
import type { AddressBookDeps } from './use-cases/change-address-book.ts';
import type { ConfirmPasswordResetDeps } from './use-cases/confirm-password-reset.ts';
import type { AnswerChallengeDeps } from './use-cases/answer-challenge.ts';
import type { ConfirmTotpDeps } from './use-cases/confirm-totp.ts';
import type { ConfirmUserDeps } from './use-cases/confirm-user.ts';
import type { CreateSessionDeps } from './use-cases/create-session.ts';
import type { CreateTotpDeps } from './use-cases/create-totp.ts';
import type { DeleteSessionDeps } from './use-cases/delete-session.ts';
import type { DeleteTotpDeps } from './use-cases/delete-totp.ts';
import type { GetUserDeps } from './use-cases/get-user.ts';
import type { GetProfileDeps } from './use-cases/get-profile.ts';
import type { ListAddressesDeps } from './use-cases/list-addresses.ts';
import type { ListUsersDeps } from './use-cases/list-users.ts';
import type { RefreshSessionDeps } from './use-cases/refresh-session.ts';
import type { RegisterUserDeps } from './use-cases/register-user.ts';
import type { RequestPasswordResetDeps } from './use-cases/request-password-reset.ts';
import type { UpdateProfileDeps } from './use-cases/update-profile.ts';

/** Above what a sign-up or a reset with its mail usually takes (about 400 ms), below what a person notices as slow. */
const ANSWER_FLOOR_MS = 750;

function table(): Table {
  return openTable(tableEnv().TABLE_NAME);
}

function accountDeps(pool: UserDirectory = directory()) {
  return {
    users: dynamoUsers(table()),
    attempts: dynamoAttemptCounter(table()),
    directory: pool,
    clock: systemClock,
  };
}

export const registerUserDeps = (): RegisterUserDeps => ({
  ...accountDeps(),
  answerFloorMs: ANSWER_FLOOR_MS,
});

export const confirmUserDeps = (): ConfirmUserDeps => accountDeps(administeringDirectory());

export const createSessionDeps = (): CreateSessionDeps => ({
  ...accountDeps(),
  signInFailures: dynamoSignInFailures(table()),
});

export const requestPasswordResetDeps = (): RequestPasswordResetDeps => ({
  ...accountDeps(),
  answerFloorMs: ANSWER_FLOOR_MS,
});

export const confirmPasswordResetDeps = (): ConfirmPasswordResetDeps => ({
  ...accountDeps(administeringDirectory()),
  signInFailures: dynamoSignInFailures(table()),
});

export const refreshSessionDeps = (): RefreshSessionDeps => ({ directory: directory() });

export const deleteSessionDeps = (): DeleteSessionDeps => ({ directory: directory() });

export const getProfileDeps = (): GetProfileDeps => ({ users: dynamoUsers(table()) });

export const getUserDeps = (): GetUserDeps => ({ users: dynamoUsers(table()), clock: systemClock });

export const updateProfileDeps = (): UpdateProfileDeps => ({ users: dynamoUsers(table()), clock: systemClock });

const secondFactor = (): SecondFactor =>
  cognitoSecondFactor(new CognitoIdentityProviderClient({}), appClientEnv().USER_POOL_CLIENT_ID);

export const answerChallengeDeps = (): AnswerChallengeDeps => ({
  secondFactor: secondFactor(),
  signInFailures: dynamoSignInFailures(table()),
  clock: systemClock,
});

export const createTotpDeps = (): CreateTotpDeps => ({ users: dynamoUsers(table()), secondFactor: secondFactor() });

export const confirmTotpDeps = (): ConfirmTotpDeps => ({ secondFactor: secondFactor() });

export const deleteTotpDeps = (): DeleteTotpDeps => ({
  ...accountDeps(),
  signInFailures: dynamoSignInFailures(table()),
  secondFactor: secondFactor(),
});

export const readAddressesDeps = (): ListAddressesDeps => ({ books: dynamoAddressBooks(table()) });

export const changeAddressesDeps = (): AddressBookDeps => ({
  books: dynamoAddressBooks(table()),
  clock: systemClock,
});

export const listUsersDeps = (): ListUsersDeps => ({
  users: dynamoUsers(table()),
  cursors: signedCursors(secret(cursorEnv().CURSOR_SECRET_ID)),
  clock: systemClock,
});

export const publishOutboxDeps = (): OutboxPublisher =>
  outboxPublisher({ table: table(), busName: busEnv().EVENT_BUS_NAME });
