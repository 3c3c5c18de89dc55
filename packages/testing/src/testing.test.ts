import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.ts';
import { httpEvent } from './http-event.ts';
import { lambdaContext } from './lambda-context.ts';

describe('eventually', () => {
  it('answers the first result that does not throw', async () => {
    let attempts = 0;
    const result = await eventually(() => {
      attempts += 1;
      if (attempts < 3) throw new Error('not yet');
      return attempts;
    });
    expect(result).toBe(3);
  });

  it('throws the last error when the time is over', async () => {
    const attempt = () => Promise.reject(new Error('never'));
    await expect(eventually(attempt, { timeoutMs: 30, intervalMs: 5 })).rejects.toThrow('never');
  });
});

describe('httpEvent', () => {
  it('carries JSON, lower-case headers and claims', () => {
    const event = httpEvent({
      method: 'POST',
      path: '/a',
      body: { b: 1 },
      headers: { 'If-Match': '"1"' },
      claims: { username: 'u' },
    });
    expect(event).toMatchObject({
      routeKey: 'POST /a',
      body: '{"b":1}',
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      requestContext: { authorizer: { jwt: { claims: { username: 'u' } } } },
    });
  });

  it('has no body where there is none', () => {
    expect(httpEvent()).not.toHaveProperty('body');
  });
});

describe('lambdaContext', () => {
  it('names the function in its ARN', () => {
    expect(lambdaContext({ functionName: 'a' }).invokedFunctionArn).toMatch(/:function:a$/);
  });
});
