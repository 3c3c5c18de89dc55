import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tradewind/kernel';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { linesWritten } from '../fixtures/lines-written.ts';
import { preSignUpTrigger, type PreSignUpContext } from './pre-sign-up-trigger.ts';

const event = (
  triggerSource = 'PreSignUp_ExternalProvider',
  userAttributes: object = { email: 'ada@example.com' },
) => ({
  version: '1',
  triggerSource,
  userName: 'Google_1001',
  callerContext: { clientId: 'client' },
  request: { userAttributes: { 'cognito:email_alias': '', ...userAttributes }, validationData: null },
  response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
});

type Decide = (context: PreSignUpContext<object>) => Promise<void>;
const trigger = (decide: Decide) => preSignUpTrigger({ deps: () => ({}) }, decide);
/** What comes of a call; its log lines stay out of the output. */
async function outcome(handler: ReturnType<typeof trigger>, payload: unknown): Promise<unknown> {
  let result: unknown;
  await linesWritten(async () => {
    result = await handler(payload, lambdaContext()).catch((error: unknown) => error);
  });
  return result;
}
const nobody: Decide = async () => Promise.reject(new Error('Nobody should be asked.'));

describe('preSignUpTrigger', () => {
  it('asks about somebody from a provider and answers the event as it came', async () => {
    const seen: unknown[] = [];
    const handler = trigger(async ({ userName, attributes }) => void seen.push({ userName, attributes }));
    expect(await outcome(handler, event())).toEqual(event());
    expect(seen).toEqual([{ userName: 'Google_1001', attributes: { email: 'ada@example.com' } }]);
  });

  it.each(['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser'])('lets %s pass without a question', async (source) => {
    const handler = preSignUpTrigger({ deps: () => Promise.reject(new Error('Nothing is needed.')) }, nobody);
    expect(await outcome(handler, event(source))).toEqual(event(source));
  });

  it.each<[string, Error, string]>([
    [
      'a refusal by its code and words',
      new DomainError('forbidden', 'identity.provider-email-unverified', 'Not verified.'),
      '[identity.provider-email-unverified] Not verified',
    ],
    [
      'an outage as one',
      Object.assign(new Error('rate'), { name: 'TooManyRequestsException' }),
      '[service.unavailable] The service is busy. Send the same request again soon',
    ],
    ['nothing of a defect', new TypeError('x of undefined'), '[internal.error] Something went wrong. Try again'],
  ])('tells the person %s', async (_, thrown, message) => {
    const handler = trigger(async () => Promise.reject(thrown));
    expect(await outcome(handler, event())).toMatchObject({ message });
  });

  it.each([{}, null, event('PostConfirmation_ConfirmSignUp'), event('PreSignUp_ExternalProvider', { email: 5 })])(
    'takes %j for a defect',
    async (payload) => {
      expect(
        await outcome(
          trigger(async () => undefined),
          payload,
        ),
      ).toMatchObject({ name: 'internal.error' });
    },
  );

  it.each<[string, Error, object]>([
    ['a refusal', new DomainError('forbidden', 'identity.x', ''), { level: 'info', code: 'identity.x' }],
    ['a defect', new TypeError('x'), { level: 'error' }],
  ])('logs one line for %s', async (_, thrown, expected) => {
    const handler = trigger(async () => Promise.reject(thrown));
    const lines = await linesWritten(() => handler(event(), lambdaContext()).catch(() => undefined));
    expect(lines).toEqual([expect.objectContaining(expected)]);
    expect(JSON.stringify(lines)).not.toContain('ada@example.com');
  });
});
