import { describe, expect, it } from '@jest/globals';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { linesWritten } from '../fixtures/lines-written.ts';
import { requestAuthorizer } from './request-authorizer.ts';

const STAGE = 'arn:aws:execute-api:us-east-1:000000000000:api/dev';
const asked: (string | undefined)[] = [];

const handler = requestAuthorizer(
  { deps: () => ({ known: 'ApiKey one' }) },
  async ({ deps, authorization, stageArn }) => {
    asked.push(authorization);
    if (authorization !== deps.known) return undefined;
    const statements = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: [`${stageArn}/GET/*`] }] as const;
    return { principalId: 'key_1', statements, context: { plan: 'free' }, usageIdentifierKey: 'hash' };
  },
);

const event = (headers: object | null) => ({ type: 'REQUEST', methodArn: `${STAGE}/GET/partner/v1/products`, headers });

describe('requestAuthorizer', () => {
  it.each([[{ Authorization: 'ApiKey one' }], [{ authorization: 'ApiKey one' }]])(
    'answers a policy to %j',
    async (headers) => {
      expect(await handler(event(headers), lambdaContext())).toEqual({
        principalId: 'key_1',
        context: { plan: 'free' },
        usageIdentifierKey: 'hash',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: [`${STAGE}/GET/*`] }],
        },
      });
    },
  );

  it.each([[{ Authorization: 'ApiKey two' }], [{}], [null]])(
    'refuses %j in the one way that makes a 401',
    async (headers) => {
      await expect(handler(event(headers), lambdaContext())).rejects.toThrow(/^Unauthorized$/);
    },
  );

  it.each<[string, object, object]>([
    ['a caller it knows', { authorization: 'ApiKey one' }, { level: 'info', message: 'invocation' }],
    [
      'a stranger, who is no fault of ours',
      { authorization: 'ApiKey two' },
      { level: 'info', message: 'invocation', code: 'auth.unauthenticated' },
    ],
    ['a request it cannot read', { authorization: 1 }, { level: 'error', message: 'invocation failed' }],
  ])('logs one line for %s', async (_, headers, expected) => {
    const lines = await linesWritten(() => handler(event(headers), lambdaContext()).catch(() => undefined));
    expect(lines).toEqual([expect.objectContaining(expected)]);
  });
});
