import { describe, expect, it } from '@jest/globals';
import type { InvocationResult } from '../functions/runtime.ts';
import { Triggers, type SignUpAttempt, type TriggerDoors } from './triggers.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:tradewind-identity-dev-link-provider';
const attempt: SignUpAttempt = {
  source: 'PreSignUp_ExternalProvider',
  userName: 'Google_1001',
  attributes: { email: 'ada@example.com' },
  clientId: 'client',
};
const answered = (payload: unknown): InvocationResult => ({ requestId: 'r', payload });
const failed = (cause: 'error' | 'crash', errorMessage: string): InvocationResult => ({
  ...answered({ errorType: 'Error', errorMessage }),
  functionError: 'Unhandled',
  cause,
});

function ask(invoke: TriggerDoors['invoke'], doors: Partial<TriggerDoors> = {}, preSignUp: string | null = ARN) {
  const functions = { has: () => true, mayInvoke: () => true, invoke, ...doors };
  return new Triggers({ doors: functions, preSignUp: () => preSignUp, limitMs: 5 }).preSignUp(attempt);
}
const echo: TriggerDoors['invoke'] = async (_, payload) => answered(payload);

describe('the pre sign-up trigger', () => {
  it('is sent what AWS sends, under the name of its function', async () => {
    const calls: unknown[] = [];
    await ask(async (name, payload) => {
      calls.push([name, payload]);
      return answered(payload);
    });
    expect(calls).toEqual([
      [
        'tradewind-identity-dev-link-provider',
        {
          version: '1',
          region: 'us-east-1',
          userPoolId: 'us-east-1_Local0001',
          userName: 'Google_1001',
          callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
          triggerSource: 'PreSignUp_ExternalProvider',
          request: { userAttributes: { email: 'ada@example.com' }, validationData: null },
          response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
        },
      ],
    ]);
  });

  it('confirms and verifies who it says', async () => {
    const response = { autoConfirmUser: true, autoVerifyEmail: true };
    await expect(ask(async () => answered({ response }))).resolves.toEqual(response);
  });

  it.each<[string, Partial<TriggerDoors>, string | null]>([
    ['none is configured', {}, null],
    ['no functions run', { has: () => false }, ARN],
  ])('is not asked where %s', async (_, doors, configured) => {
    const nobody = () => Promise.reject(new Error('Nobody should be called.'));
    await expect(ask(nobody, doors, configured)).resolves.toMatchObject({ autoConfirmUser: false });
  });

  it('needs a permission for this pool', async () => {
    const asked: string[] = [];
    const mayInvoke = (poolArn: string) => {
      asked.push(poolArn);
      return false;
    };
    await expect(ask(echo, { mayInvoke })).rejects.toMatchObject({
      code: 'UnexpectedLambdaException',
      message: 'PreSignUp invocation failed due to error AccessDeniedException.',
    });
    expect(asked).toEqual(['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Local0001']);
  });

  it.each<[string, InvocationResult, object]>([
    [
      'an error',
      failed('error', '[identity.x] No'),
      { code: 'UserLambdaValidationException', message: 'PreSignUp failed with error [identity.x] No.' },
    ],
    ['a crash', failed('crash', 'exit status 1'), { code: 'UnexpectedLambdaException' }],
    ['another shape', answered('yes'), { code: 'InvalidLambdaResponseException' }],
    ['nothing', answered(undefined), { code: 'InvalidLambdaResponseException' }],
  ])('refuses by %s', async (_, result, expected) => {
    await expect(ask(async () => result)).rejects.toMatchObject(expected);
  });

  it('is asked three times when it does not answer in time', async () => {
    const { promise: never } = Promise.withResolvers<InvocationResult>();
    let calls = 0;
    const silent = () => {
      calls += 1;
      return never;
    };
    await expect(ask(silent)).rejects.toMatchObject({
      code: 'UnexpectedLambdaException',
      message: 'PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.',
    });
    expect(calls).toBe(3);
  });

  it('counts when its second answer comes in time', async () => {
    const { promise: never } = Promise.withResolvers<InvocationResult>();
    const answers = [never, Promise.resolve(answered({ response: {} }))];
    await expect(ask(() => answers.shift() ?? never)).resolves.toMatchObject({ autoConfirmUser: false });
  });
});
