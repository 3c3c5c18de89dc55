import * as z from 'zod/mini';
import { arn, REGION } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import { functionNameOf, type InvocationResult } from '../functions/runtime.ts';
import { USER_POOL_ID } from './pool.ts';

/** How the pool reaches the functions of its `LambdaConfig`. */
export interface TriggerDoors {
  /** Whether functions run at all; a cloud of APIs only has nobody to ask. */
  has(functionName: string): boolean;
  /** Whether the function's own policy lets the pool call it. */
  mayInvoke(poolArn: string, functionName: string): boolean;
  invoke(functionName: string, payload: unknown): Promise<InvocationResult>;
}

export interface TriggersOptions {
  readonly doors: TriggerDoors | undefined;
  /** The function before somebody is taken in, if the template names one. */
  readonly preSignUp: () => string | null;
  /** How long the pool waits for an answer; five seconds when left out. */
  readonly limitMs?: number;
}

export interface SignUpAttempt {
  readonly source: 'PreSignUp_SignUp' | 'PreSignUp_AdminCreateUser' | 'PreSignUp_ExternalProvider';
  readonly userName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly clientId: string;
}

const Answer = z.object({
  response: z.object({
    autoConfirmUser: z._default(z.boolean(), false),
    autoVerifyEmail: z._default(z.boolean(), false),
  }),
});
export type PreSignUpAnswer = z.output<typeof Answer>['response'];

const Failure = z.object({ errorMessage: z._default(z.string(), '') });

const LIMIT_MS = 5000;
/** Cognito asks again when no answer comes in time, and never when one came. */
const ATTEMPTS = 3;
const NOBODY_ASKED: PreSignUpAnswer = { autoConfirmUser: false, autoVerifyEmail: false };

/**
 * The functions that a pool asks before it goes on.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export class Triggers {
  readonly #options: TriggersOptions;

  constructor(options: TriggersOptions) {
    this.#options = options;
  }

  /**
   * Asks whether somebody may be taken in. Throws UserLambdaValidationException with what the function said,
   * UnexpectedLambdaException where it could not be asked or did not answer in time, InvalidLambdaResponseException.
   */
  async preSignUp(attempt: SignUpAttempt): Promise<PreSignUpAnswer> {
    const { doors, preSignUp } = this.#options;
    const configured = preSignUp();
    const functionName = configured === null ? undefined : functionNameOf(configured);
    if (functionName === undefined || doors?.has(functionName) !== true) return NOBODY_ASKED;
    if (!doors.mayInvoke(arn('cognito-idp', `userpool/${USER_POOL_ID}`), functionName)) {
      throw unexpected('AccessDeniedException');
    }
    const result = await this.#inTime(() => doors.invoke(functionName, eventOf(attempt)));
    if (result.functionError !== undefined) {
      const { errorMessage } = Failure.safeParse(result.payload).data ?? { errorMessage: '' };
      if (result.cause !== 'error') throw unexpected(errorMessage);
      throw new AwsError('UserLambdaValidationException', `PreSignUp failed with error ${errorMessage}.`);
    }
    const answer = Answer.safeParse(result.payload);
    if (!answer.success) throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
    return answer.data.response;
  }

  async #inTime(invoke: () => Promise<InvocationResult>): Promise<InvocationResult> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const result = await within(this.#options.limitMs ?? LIMIT_MS, invoke());
      if (result !== undefined) return result;
    }
    throw unexpected('Socket timeout while invoking Lambda function');
  }
}

async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), limitMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function unexpected(reason: string): AwsError {
  return new AwsError('UnexpectedLambdaException', `PreSignUp invocation failed due to error ${reason}.`);
}

function eventOf({ source, userName, attributes, clientId }: SignUpAttempt): object {
  return {
    version: '1',
    region: REGION,
    userPoolId: USER_POOL_ID,
    userName,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    triggerSource: source,
    request: { userAttributes: attributes, validationData: null },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  };
}
