import { describe, expect, it } from '@jest/globals';
import type { FunctionRuntime, InvocationResult } from '../functions/runtime.ts';
import { callOf, methodOf } from './rest-api.test-support.ts';
import { RequestAuthorizers } from './request-authorizer.ts';

const AUTHORIZER = {
  id: 'authorizer',
  functionName: 'authorize',
  identitySources: ['method.request.header.Authorization'],
  ttlSeconds: 60,
};
const API = 'arn:aws:execute-api:us-east-1:000000000000:api';
const STAGE = `${API}/dev`;
const SENT = { Authorization: 'ApiKey one' };

function granting(...statements: readonly object[]): Pick<InvocationResult, 'payload'> {
  return {
    payload: {
      principalId: 'key_1',
      policyDocument: { Version: '2012-10-17', Statement: statements },
      context: { plan: 'free', limit: 3 },
      usageIdentifierKey: 'hash',
    },
  };
}

const allow = (resource: string, action = 'execute-api:Invoke') => ({
  Effect: 'Allow',
  Action: action,
  Resource: `${STAGE}/${resource}`,
});
const deny = (resource: string) => ({ ...allow(resource), Effect: 'Deny' });

function authorizers(answer: Partial<InvocationResult>, permitted = `${API}/authorizers/authorizer`) {
  let [now, asked] = [0, 0];
  const runtime: FunctionRuntime = {
    has: (name) => name === 'authorize',
    invoke: async () => {
      asked += 1;
      return { requestId: 'r', payload: undefined, ...answer };
    },
  };
  const subject = new RequestAuthorizers(
    { runtime, iam: { mayInvoke: (_, source) => source === permitted } },
    () => now,
  );
  const authorize = (url = '/things/1', headers: Readonly<Record<string, string>> = SENT) =>
    subject.authorize(AUTHORIZER, callOf({ url, headers, method: methodOf() }));
  return { authorize, asked: () => asked, advance: (seconds: number) => void (now += seconds * 1000) };
}

describe('a request authorizer', () => {
  it('hands on who calls, as text', async () => {
    const { authorize } = authorizers(granting(allow('GET/things/*')));
    expect(await authorize()).toEqual({
      identity: {},
      principalId: 'key_1',
      context: { plan: 'free', limit: '3' },
      usageIdentifierKey: 'hash',
      mayInvalidateCache: false,
    });
  });

  it('is asked once within its time for one identity, whatever the method', async () => {
    const { authorize, asked, advance } = authorizers(granting(allow('GET/things/*')));
    await authorize('/things/1');
    await authorize('/things/2');
    expect(asked()).toBe(1);
    await authorize('/things/1', { Authorization: 'ApiKey two' });
    expect(asked()).toBe(2);
    advance(61);
    await authorize('/things/1');
    expect(asked()).toBe(3);
  });

  it.each<[string, Partial<InvocationResult>, string, string]>([
    [
      'says nothing of the method',
      granting(allow('GET/other')),
      'ACCESS_DENIED',
      'User is not authorized to access this resource',
    ],
    [
      'denies it',
      granting(allow('*'), deny('GET/things/1')),
      'ACCESS_DENIED',
      'User is not authorized to access this resource with an explicit deny in an identity-based policy',
    ],
    [
      'throws Unauthorized',
      { functionError: 'Unhandled', payload: { errorMessage: 'Unauthorized' } },
      'UNAUTHORIZED',
      'Unauthorized',
    ],
    [
      'fails',
      { functionError: 'Unhandled', payload: { errorMessage: 'no' } },
      'AUTHORIZER_FAILURE',
      'Internal server error',
    ],
    ['answers no policy', { payload: { principalId: 'x' } }, 'AUTHORIZER_CONFIGURATION_ERROR', 'Internal server error'],
    [
      'answers a policy that is none',
      granting({ Effect: 'Perhaps' }),
      'AUTHORIZER_CONFIGURATION_ERROR',
      'Internal server error',
    ],
  ])('that %s refuses', async (_, answer, type, message) => {
    await expect(authorizers(answer).authorize()).rejects.toMatchObject({ type, message });
  });

  it('is not asked where no permission lets the gateway call its function for it', async () => {
    const { authorize, asked } = authorizers(granting(allow('*')), `${API}/authorizers/another`);
    await expect(authorize()).rejects.toMatchObject({ type: 'AUTHORIZER_CONFIGURATION_ERROR' });
    expect(asked()).toBe(0);
  });

  it('is not asked where its identity source is missing', async () => {
    const { authorize, asked } = authorizers(granting(allow('*')));
    await expect(authorize('/things/1', {})).rejects.toMatchObject({ type: 'UNAUTHORIZED' });
    expect(asked()).toBe(0);
  });
});
