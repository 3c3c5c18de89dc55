import { describe, expect, it } from '@jest/globals';
import { Problem } from '@tradewind/contracts/http/problem';
import { lambdaContext } from '@tradewind/testing';
import * as z from 'zod/mini';
import { httpSample, sampleEvent, type HttpSample } from '../test-support/sample-events.ts';
import { handler as authorizePayment } from './authorize-payment.ts';
import { handler as getPayment } from './get-payment.ts';
import { handler as voidPayment } from './void-payment.ts';

// No table is named in this test's environment: a request that got as far as the wiring would be answered 500.
async function problemOf(overrides: Partial<HttpSample>) {
  const { statusCode, body } = await getPayment(httpSample('get-payment', overrides), lambdaContext());
  const { status, code } = Problem.parse(JSON.parse(body));
  expect(status).toBe(statusCode);
  return { status, code };
}

function gateway(authorizer: unknown) {
  const { requestContext } = httpSample('get-payment');
  return { ...z.looseObject({}).parse(requestContext), authorizer };
}

describe('reading a payment', () => {
  it.each(['pay_1', 'ord_01JQZ3V8K0RDRRDRRDRRDRRDRR', '', '../orders'])('refuses the id %j', async (paymentId) => {
    expect(await problemOf({ pathParameters: { paymentId } })).toEqual({ status: 400, code: 'request.invalid' });
  });

  it('is for admins', async () => {
    const as = (authorizer: unknown) => problemOf({ requestContext: gateway(authorizer) });
    const claims = { username: 'usr_01JQZ3V8K0SRSRSRSRSRSRSRSR', token_use: 'access' };
    expect((await as(undefined)).status).toBe(401);
    expect((await as({ jwt: { claims: { ...claims, 'cognito:groups': '[shopper]' } } })).status).toBe(403);
    expect((await as({ jwt: { claims } })).status).toBe(403);
  });
});

describe('a step of the saga with a bad request', () => {
  const sample = z.record(z.string(), z.unknown()).parse(sampleEvent('authorize-payment'));

  it.each([
    ['no order', { ...sample, orderId: undefined }],
    ['a payment for an order', { ...sample, orderId: 'pay_01JQZ3V8K0RDRRDRRDRRDRRDRR' }],
    ['a negative amount', { ...sample, amount: { amount: -1, currency: 'GBP' } }],
    ['a fraction of a penny', { ...sample, amount: { amount: 0.5, currency: 'GBP' } }],
    ['an unknown currency', { ...sample, amount: { amount: 1, currency: 'XXX' } }],
    ['a bare number', { ...sample, amount: 4999 }],
    ['no payment method', { ...sample, paymentMethod: '' }],
    ['an endless payment method', { ...sample, paymentMethod: 'p'.repeat(65) }],
    ['an unknown field', { ...sample, capture: true }],
  ])('authorize-payment refuses %s', async (_what, request) => {
    await expect(authorizePayment(request, lambdaContext())).rejects.toMatchObject({ name: 'request.invalid' });
  });

  it.each([undefined, null, 'ord_1', {}, { orderId: 'ord_1' }, sample])('void-payment refuses %j', async (request) => {
    await expect(voidPayment(request, lambdaContext())).rejects.toMatchObject({ name: 'request.invalid' });
  });
});
