import { describe, expect, it } from '@jest/globals';
import { defineRoute } from '@tradewind/contracts/http/route';
import { DomainError } from '@tradewind/kernel';
import { middlewareEvent, recordingLogger, through } from '../fixtures/http.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { logRequest } from './log-request.ts';

const route = defineRoute({
  service: 'orders',
  name: 'cancel-order',
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  access: 'shopper',
  summary: '',
  responses: { 204: null },
});

describe('logRequest', () => {
  it('writes one line for a request that went well', async () => {
    const { log, lines } = recordingLogger();
    await through([logRequest(route)])(middlewareEvent({}, { log, caller: { role: 'shopper', userId: 'usr_1' } }));
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        message: 'request',
        service: 'orders',
        route: 'POST /v1/orders/{orderId}/cancel',
        status: 200,
        durationMs: expect.any(Number),
        role: 'shopper',
        userId: 'usr_1',
      },
    ]);
  });

  it('writes one line for a refusal, with its code and fields but without values', async () => {
    const { log, lines } = recordingLogger();
    const errors = [{ path: 'body.email', code: 'invalid_format', message: 'Not jane@x.' }];
    await through([logRequest(route), respondWithProblems()], () => {
      throw new DomainError('invalid', 'request.invalid', 'jane@x.', { errors });
    })(middlewareEvent({}, { log }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ status: 400, code: 'request.invalid', fields: ['body.email invalid_format'] });
    expect(JSON.stringify(lines)).not.toContain('jane');
  });

  it('adds a line with the stack for a defect', async () => {
    const { log, lines } = recordingLogger();
    await through([logRequest(route), respondWithProblems()], () => {
      throw new TypeError('x is not a function');
    })(middlewareEvent({}, { log }));
    expect(lines).toMatchObject([
      { level: 'error', message: 'unexpected error', error: { type: 'TypeError', stack: expect.any(String) } },
      { message: 'request', status: 500 },
    ]);
  });
});
