import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCheckout, getOrder } from './generated/orders.ts';
import { isProblem, toProblem, type TradewindProblem } from './problem.ts';

const call = { operation: 'createCheckout', attempts: 1 };

function problemOf(status: number, body: string, headers: Record<string, string> = {}): TradewindProblem {
  return toProblem({ status, headers: new Headers(headers), statusText: '' }, body, call);
}

describe('toProblem', () => {
  it('reads problem details', () => {
    const errors = [{ path: 'body.email', code: 'invalid_format', message: 'Must be an email address.' }];
    const body = {
      title: 'Bad request',
      status: 400,
      code: 'request.invalid',
      detail: 'No.',
      errors,
      requestId: 'r-1',
    };
    const problem = problemOf(400, JSON.stringify(body), { 'x-request-id': 'other' });
    expect(problem).toMatchObject({ ...body, ...call, retryAfter: undefined });
    expect(problem.message).toBe('createCheckout: 400 request.invalid: No.');
    expect(problem).toBeInstanceOf(Error);
  });

  it.each([
    [401, '{"message":"Unauthorized"}', 'gateway.unauthorized', 'Unauthorized'],
    [403, '{"message":"Forbidden"}', 'gateway.forbidden', 'Forbidden'],
    [404, '{"message":"Not Found"}', 'gateway.not-found', 'Not Found'],
    [413, '{"message":"Request Entity Too Large"}', 'gateway.too-large', 'Request Entity Too Large'],
    [429, '{"message":null}', 'gateway.throttled', 'Status 429'],
    [500, '{"message":"Internal Server Error"}', 'gateway.internal-error', 'Internal Server Error'],
    [502, '<html>Bad gateway</html>', 'gateway.unavailable', 'Status 502'],
    [503, '', 'gateway.unavailable', 'Status 503'],
    [504, '[1]', 'gateway.unavailable', 'Status 504'],
    [418, '{"Message":"I am a teapot"}', 'gateway.unexpected', 'I am a teapot'],
  ])('names the gateway’s %i with the body %s', (status, body, code, detail) => {
    expect(problemOf(status, body)).toMatchObject({ status, code, detail, errors: [], requestId: undefined });
  });

  it('finds the request id in the headers where the body has none', () => {
    expect(problemOf(503, '', { 'x-request-id': 'r-2' }).requestId).toBe('r-2');
    expect(problemOf(503, '', { 'apigw-requestid': 'r-3' }).requestId).toBe('r-3');
  });

  it('reads when to come back', () => {
    expect(problemOf(429, '', { 'retry-after': '7' }).retryAfter).toBe(7);
    expect(problemOf(429, '', { 'retry-after': 'soon' }).retryAfter).toBeUndefined();
  });

  it('makes a problem of whatever comes', () => {
    const bodies = fc.oneof(fc.string(), fc.json(), fc.record({ errors: fc.anything(), code: fc.anything() }));
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), bodies, (status, body) => {
        const problem = problemOf(status, typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
        expect(problem.status).toBe(status);
        expect(problem.code).toMatch(/./);
        for (const error of problem.errors) expect(typeof error.path).toBe('string');
      }),
    );
  });
});

describe('isProblem', () => {
  const problem = problemOf(402, '{"code":"payments.declined"}');

  it('knows problems from other errors, and by operation', () => {
    expect(isProblem(problem)).toBe(true);
    expect(isProblem(problem, createCheckout)).toBe(true);
    expect(isProblem(problem, getOrder)).toBe(false);
    expect(isProblem(new Error('No.'))).toBe(false);
    expect(isProblem({ code: 'payments.declined' })).toBe(false);
  });
});
