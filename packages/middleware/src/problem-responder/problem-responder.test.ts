import { describe, expect, it } from '@jest/globals';
import { ConditionFailedError, TransactionFailedError } from '@tradewind/dynamodb/errors';
import { DomainError, type ErrorKind } from '@tradewind/kernel';
import fc from 'fast-check';
import { middlewareEvent, problemIn, recordingLogger, through } from '../fixtures/http.ts';
import type { Same } from '../fixtures/type-equality.ts';
import { toProblemResult } from './problem.ts';
import { respondWithProblems } from './problem-responder.ts';
import { STATUS_BY_KIND } from './status.ts';

const KINDS = [
  'invalid',
  'unauthenticated',
  'payment-declined',
  'forbidden',
  'not-found',
  'conflict',
  'precondition-failed',
  'too-large',
  'unsupported-media-type',
  'rule-violated',
  'precondition-required',
  'rate-limited',
  'unavailable',
] as const satisfies readonly ErrorKind[];

function named(name: string, extra: object = {}): Error {
  return Object.assign(new Error('for internal eyes'), { name, ...extra });
}

function cancelled(...codes: string[]): TransactionFailedError {
  return new TransactionFailedError(
    codes.map((code, index) => ({ index, code, item: undefined })),
    undefined,
  );
}

describe('toProblemResult', () => {
  it('tells a domain error in full', () => {
    const errors = [{ path: 'body.quantity', code: 'too_big', message: 'Must be at most 99.' }];
    const error = new DomainError('rule-violated', 'carts.quantity-too-large', 'Too many.', { errors });
    const result = toProblemResult(error, 'req-1');
    expect(result.statusCode).toBe(422);
    expect(problemIn(result)).toEqual({
      type: 'https://tradewind.dev/problems/carts.quantity-too-large',
      title: 'Rule violated',
      status: 422,
      code: 'carts.quantity-too-large',
      detail: 'Too many.',
      errors,
      requestId: 'req-1',
    });
  });

  it('answers Retry-After in whole seconds', () => {
    const { headers } = toProblemResult(new DomainError('unavailable', 'a.b', '', { retryAfter: 0.2 }), 'r');
    expect(headers['retry-after']).toBe('1');
  });

  it.each([
    ['auth.unauthenticated', 'Bearer'],
    ['auth.invalid-token', 'Bearer error="invalid_token"'],
  ])('challenges on %s', (code, challenge) => {
    const { headers } = toProblemResult(new DomainError('unauthenticated', code, ''), 'r');
    expect(headers['www-authenticate']).toBe(challenge);
  });

  it.each([
    ['a throttled table', named('ProvisionedThroughputExceededException')],
    ['a throttled API', named('ThrottlingException')],
    ['a timeout', named('TimeoutError')],
    ['a lost connection', named('Error', { code: 'ECONNRESET' })],
    ['a transaction that kept colliding', cancelled('TransactionConflict', 'ThrottlingError')],
  ])('answers 503 with Retry-After for %s', (_, error) => {
    const result = toProblemResult(error, 'r');
    expect(problemIn(result)).toMatchObject({ status: 503, code: 'service.unavailable' });
    expect(result.headers['retry-after']).toBe('1');
  });

  it.each([
    ['a condition that no use case translated', new ConditionFailedError(undefined, undefined)],
    ['a transaction with a failed condition', cancelled('ConditionalCheckFailed', 'TransactionConflict')],
  ])('answers 409 for %s', (_, error) => {
    expect(problemIn(toProblemResult(error, 'r'))).toMatchObject({ status: 409, code: 'request.conflict' });
  });

  it('answers anything else as an opaque 500', () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(problemIn(toProblemResult(thrown, 'r'))).toMatchObject({ status: 500, code: 'internal.error' });
      }),
    );
    expect(toProblemResult(new Error('password is x'), 'r').body).not.toContain('password');
  });

  it('makes a valid problem of every domain error', () => {
    const retryAfter = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.string(), fc.string(), retryAfter, (kind, code, message, seconds) => {
        const result = toProblemResult(new DomainError(kind, code, message, { retryAfter: seconds }), 'r');
        expect(problemIn(result)).toMatchObject({ status: STATUS_BY_KIND[kind].status, code, detail: message });
        expect(result.headers['retry-after'] ?? '1').toMatch(/^[1-9]\d*$/);
      }),
    );
  });
});

describe('respondWithProblems', () => {
  it('logs the cause of a defect and tells nothing of it', async () => {
    const { log, lines } = recordingLogger();
    const result = await through([respondWithProblems()], () => {
      throw new Error('connection string');
    })(middlewareEvent({}, { log }));
    expect(result.body).not.toContain('connection');
    expect(lines).toMatchObject([{ level: 'error', error: { message: 'connection string' } }]);
  });

  it('warns of an unavailable dependency with its cause', async () => {
    const { log, lines } = recordingLogger();
    await through([respondWithProblems()], () => {
      throw new DomainError('unavailable', 'payments.provider-unavailable', '', { cause: new Error('reset') });
    })(middlewareEvent({}, { log }));
    expect(lines).toMatchObject([
      { level: 'warn', code: 'payments.provider-unavailable', cause: { message: 'reset' } },
    ]);
  });

  it('leaves the refusal to the request’s own line', async () => {
    const { log, lines } = recordingLogger();
    const event = middlewareEvent({}, { log });
    await through([respondWithProblems()], () => {
      throw new DomainError('not-found', 'orders.order-not-found', '');
    })(event);
    expect(lines).toEqual([]);
    expect(event.state.refusal).toEqual({ code: 'orders.order-not-found' });
  });
});

describe('types', () => {
  it('knows a status for every kind', () => {
    const complete: Same<keyof typeof STATUS_BY_KIND, ErrorKind> = true;
    const tested: Same<(typeof KINDS)[number], ErrorKind> = true;
    expect([complete, tested]).toEqual([true, true]);
  });
});
