import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { checkCode, deliveryDetails, expiredCode, mailCode, withNewCode } from './confirmation-codes.ts';
import { Username, type CognitoContext } from './context.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { checkClient } from './pool.ts';
import { notAuthorized } from './sessions.ts';

const INVALID = 'InvalidParameterException';
const RESET_CODE_HOURS = 1;

const ForgotPassword = z.object({ ClientId: z.string(), Username });
const ConfirmForgotPassword = z.object({
  ClientId: z.string(),
  Username,
  ConfirmationCode: z.string(),
  Password: z.string().check(z.minLength(1)),
});

/** A forgotten password: a code by mail, then a new one. Whether a user exists is not told. */
export function recoveryOperations(context: CognitoContext): Record<string, Operation> {
  return {
    ForgotPassword: operation(ForgotPassword, (input) => forgotPassword(context, input), INVALID),
    ConfirmForgotPassword: operation(ConfirmForgotPassword, (input) => confirmForgotPassword(context, input), INVALID),
  };
}

function forgotPassword(context: CognitoContext, input: z.output<typeof ForgotPassword>): object {
  checkClient(input.ClientId);
  const user = context.users.find(input.Username);
  if (user === undefined) return deliveryDetails(`${input.Username}@example.com`);
  if (user.enabled === 0) throw notAuthorized('User is disabled.');
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    throw notAuthorized('User password cannot be reset in the current state.');
  }
  if (user.attributes['email_verified'] !== 'true') {
    throw new AwsError(INVALID, 'Cannot reset password for the user as there is no registered/verified email');
  }
  const coded = withNewCode(user, context.clock.now().getTime(), RESET_CODE_HOURS);
  context.users.save(coded);
  mailCode(context.mailbox, coded, RESET_CODE_HOURS);
  return deliveryDetails(coded.attributes['email'] ?? '');
}

async function confirmForgotPassword(
  { users, clock, settings }: CognitoContext,
  input: z.output<typeof ConfirmForgotPassword>,
): Promise<object> {
  checkClient(input.ClientId);
  if (users.find(input.Username) === undefined) throw expiredCode();
  checkPassword(input.Password, settings.read().passwordPolicy);
  const password_hash = await hashPassword(input.Password);
  const now = clock.now().getTime();
  const user = users.get(input.Username);
  if (user.status !== 'CONFIRMED') throw expiredCode();
  checkCode(user, input.ConfirmationCode, now, (failed) => users.save(failed));
  users.save({ ...user, password_hash, code: null, login_failures: 0, locked_until: 0, modified_at: now });
  return {};
}
