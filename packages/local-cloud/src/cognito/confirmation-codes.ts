import { randomInt, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws/api.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import type { StoredUser } from './user-table.ts';

const SIGN_UP_CODE_HOURS = 24;
const HOUR_MS = 3600 * 1000;
const MAX_FAILURES = 5;
const SENDER = 'Tradewind <no-reply@tradewind.test>';

/** The user with a new six-digit code, which replaces any older one. */
export function withNewCode(user: StoredUser, now: number, hours: number = SIGN_UP_CODE_HOURS): StoredUser {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  return { ...user, code, code_expires_at: now + hours * HOUR_MS, code_failures: 0 };
}

/** Puts the user's code into the mailbox. */
export function mailCode(
  mailbox: Pick<Mailbox, 'deliver'>,
  user: StoredUser,
  hours: number = SIGN_UP_CODE_HOURS,
): void {
  const subject = `Your Tradewind code is ${user.code ?? ''}`;
  mailbox.deliver({
    origin: 'cognito',
    from: SENDER,
    to: [user.attributes['email'] ?? user.username],
    subject,
    text: `${subject}\n\nIt is valid for ${hours} ${hours === 1 ? 'hour' : 'hours'}. If you did not ask for it, you can ignore this mail.\n`,
  });
}

/** CodeDeliveryDetails, with the address masked as Cognito does. */
export function deliveryDetails(email: string): object {
  const [local = '', domain = ''] = email.split('@');
  const Destination = `${local.charAt(0)}***@${domain.charAt(0)}***`;
  return { CodeDeliveryDetails: { Destination, DeliveryMedium: 'EMAIL', AttributeName: 'email' } };
}

/**
 * Compares a code. Throws CodeMismatchException, ExpiredCodeException or, after five failures,
 * TooManyFailedAttemptsException; `onMismatch` gets the user with the failure counted.
 */
export function checkCode(user: StoredUser, code: string, now: number, onMismatch: (user: StoredUser) => void): void {
  if (user.code_failures >= MAX_FAILURES) {
    throw new AwsError('TooManyFailedAttemptsException', 'Attempt limit exceeded, please try after some time.');
  }
  if (user.code === null || user.code_expires_at <= now) throw expiredCode();
  if (!sameCode(user.code, code)) {
    onMismatch({ ...user, code_failures: user.code_failures + 1 });
    throw new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
  }
}

export function expiredCode(): AwsError {
  return new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
}

function sameCode(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
