import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { verifiable } from './verifiable.ts';

const request = { source: 'tradewind.deployment', action: 'verify' } as const;

function counted(prepare: () => Promise<unknown> = async () => undefined) {
  const calls = { handler: 0, prepare: 0 };
  const handler = verifiable(
    async () => {
      calls.handler += 1;
      return 'handled';
    },
    async () => {
      calls.prepare += 1;
      return prepare();
    },
  );
  return { calls, handler };
}

describe('verifiable', () => {
  it('makes what the handler needs, without calling it', async () => {
    const { calls, handler } = counted();
    await expect(handler(request, lambdaContext())).resolves.toEqual({ verified: true });
    expect(calls).toEqual({ handler: 0, prepare: 1 });
  });

  it('fails when the environment lacks something', async () => {
    const { handler } = counted(async () => Promise.reject(new Error('TABLE_NAME is missing')));
    await expect(handler(request, lambdaContext())).rejects.toThrow('TABLE_NAME is missing');
  });

  it('hands every other payload to the handler', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (payload) => {
        const { calls, handler } = counted();
        await expect(handler(payload, lambdaContext())).resolves.toBe('handled');
        expect(calls).toEqual({ handler: 1, prepare: 0 });
      }),
    );
  });

  it.each([
    { source: 'tradewind.deployment' },
    { action: 'verify' },
    { source: 'aws.codedeploy', action: 'verify' },
    { body: JSON.stringify(request) },
  ])('does not take %j for a verification', async (payload) => {
    const { calls, handler } = counted();
    await handler(payload, lambdaContext());
    expect(calls.prepare).toBe(0);
  });
});
