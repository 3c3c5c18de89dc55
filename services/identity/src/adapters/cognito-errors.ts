import {
  LimitExceededException,
  NotAuthorizedException,
  TooManyFailedAttemptsException,
  TooManyRequestsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { tooManyAttempts } from '../domain/errors.ts';

type ErrorClass = abstract new (...args: never[]) => Error;

export function isOneOf(error: unknown, ...classes: readonly ErrorClass[]): boolean {
  return classes.some((candidate) => error instanceof candidate);
}

/** Seconds; Cognito does not say when it will listen again, its lockout begins at one second and doubles. */
const RETRY_AFTER = 60;

/** Cognito's lockout after wrong passwords is told from a wrong password by this text alone. */
const LOCKOUT = 'Password attempts exceeded';

/** `identity.too-many-attempts` where Cognito slows the caller down, else the error itself. */
export function orTooManyAttempts(error: unknown): unknown {
  const throttled = isOneOf(error, LimitExceededException, TooManyFailedAttemptsException, TooManyRequestsException);
  const locked = error instanceof NotAuthorizedException && error.message.includes(LOCKOUT);
  return throttled || locked ? tooManyAttempts(RETRY_AFTER) : error;
}
