import { isDomainError, type TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { FunctionError } from '../invocation/function-handler.ts';
import { invocationHandler, type InvocationHandler } from '../invocation/invocation.ts';
import { wired } from '../invocation/wired.ts';
import type { Logger } from '../logging/logger.ts';
import { classifyError } from '../problem-responder/classify-error.ts';

const attribute = z.optional(z.string());

/** What is read of somebody whom the pool is about to take in. */
const Attributes = z.object({
  email: attribute,
  email_verified: attribute,
  name: attribute,
  given_name: attribute,
  family_name: attribute,
});
export type SignUpAttributes = z.output<typeof Attributes>;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
const PreSignUpEvent = z.object({
  triggerSource: z.enum(['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider']),
  userName: z.string().check(z.minLength(1)),
  request: z.object({ userAttributes: Attributes }),
});

export interface PreSignUpContext<Deps> {
  readonly deps: Deps;
  /** `<provider>_<the provider's id of the person>` */
  readonly userName: string;
  readonly attributes: SignUpAttributes;
  readonly trace: TraceContext;
  readonly log: Logger;
}

/**
 * Cognito shows the message to whoever signs in, as `PreSignUp failed with error <message>.`: so it has the code for
 * programs, a sentence for people, and nothing of a defect.
 */
function shown(error: unknown): FunctionError {
  const { code, message } = classifyError(error) ?? {
    code: 'internal.error',
    message: 'Something went wrong. Try again.',
  };
  return new FunctionError(code, `[${code}] ${message.replace(/\.$/, '')}`, { cause: error });
}

/**
 * The trigger before a user pool takes somebody in. A pool has one for all ways in: `decide` is asked of people who
 * come from a provider; who registers with a password or is made by an admin passes at once. Cognito waits five seconds
 * and asks up to three times, so `decide` has to bear repetition.
 */
export function preSignUpTrigger<Deps>(
  options: { readonly deps: () => Deps | Promise<Deps> },
  decide: (context: PreSignUpContext<Deps>) => Promise<void>,
): InvocationHandler<unknown> {
  const deps = wired(options.deps);
  return invocationHandler(async (invocation) => {
    const { payload, trace, log } = invocation;
    try {
      const { triggerSource, userName, request } = PreSignUpEvent.parse(payload);
      if (triggerSource === 'PreSignUp_ExternalProvider') {
        await decide({ deps: await deps(), userName, attributes: request.userAttributes, trace, log });
      }
      return payload;
    } catch (error) {
      if (isDomainError(error) && error.kind !== 'unavailable') invocation.refusal = { code: error.code };
      throw shown(error);
    }
  }, deps);
}
