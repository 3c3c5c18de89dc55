import { describe, expect, it } from '@jest/globals';
import { defineFunction } from '@tradewind/contracts/functions/function';
import { DomainError, type TraceContext } from '@tradewind/kernel';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { linesWritten } from '../fixtures/lines-written.ts';
import type { Same } from '../fixtures/type-equality.ts';
import { FunctionError, functionHandler, type FunctionContext } from './function-handler.ts';
import { scheduleHandler } from './schedule-handler.ts';

const reserveStock = defineFunction({
  service: 'inventory',
  name: 'reserve-stock',
  request: z.strictObject({ orderId: z.string(), quantity: z.int() }),
  response: z.strictObject({ reservationId: z.string() }),
  errors: ['inventory.insufficient-stock'],
});
const SENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const request = { orderId: 'ord_1', quantity: 2 };

type Run = (
  context: FunctionContext<{ orderId: string; quantity: number }, object>,
) => Promise<{ reservationId: string }>;

function invoke(payload: unknown, run: Run = async () => ({ reservationId: 'rsv_1' })) {
  return functionHandler(reserveStock, { deps: () => ({}) }, run)(payload, lambdaContext());
}

async function failure(payload: unknown, run?: Run): Promise<Error> {
  const error = await invoke(payload, run).catch((thrown: unknown) => thrown);
  if (error instanceof FunctionError) return error;
  throw new Error('It should have failed with a FunctionError.');
}

describe('functionHandler', () => {
  it('answers the response of a valid request', async () => {
    await expect(invoke(request)).resolves.toEqual({ reservationId: 'rsv_1' });
  });

  it('takes a trace beside the request and continues it', async () => {
    const traces: TraceContext[] = [];
    const trace = { requestId: 'req-1', correlationId: 'corr-1', causationId: 'req-0' };
    await invoke({ ...request, trace }, async (context) => {
      traces.push(context.trace);
      expect(context.request).toEqual(request);
      return { reservationId: 'rsv_1' };
    });
    expect(traces).toMatchObject([trace]);
  });

  it.each([{}, { correlationId: 5 }, 'nonsense', null])('starts a trace where %j was sent', async (trace) => {
    await invoke({ ...request, trace }, async (context) => {
      expect(context.trace.requestId).toBe('aws-request-1');
      return { reservationId: 'rsv_1' };
    });
  });

  it.each<[unknown, string]>([
    [{ orderId: 'ord_1' }, 'request.quantity missing'],
    [{ ...request, extra: 1 }, 'request.extra unknown'],
    [null, 'request wrong_type'],
    ['text', 'request wrong_type'],
  ])('refuses %j by name', async (payload, place) => {
    const error = await failure(payload);
    expect(error.name).toBe('request.invalid');
    expect(error.message).toContain(place);
  });

  it.each<[string, Error, string]>([
    ['a domain error', new DomainError('conflict', 'inventory.insufficient-stock', ''), 'inventory.insufficient-stock'],
    ['throttling', Object.assign(new Error(''), { name: 'ThrottlingException' }), 'service.unavailable'],
    ['a defect', new TypeError('x is undefined'), 'internal.error'],
  ])('lets %s out under its code', async (_, thrown, code) => {
    const error = await failure(request, async () => Promise.reject(thrown));
    expect(error.name).toBe(code);
    expect(error.message).not.toContain('undefined');
  });

  it('takes an answer against the contract for a defect', async () => {
    const error = await failure(request, async () => ({ reservationId: 'rsv_1', extra: 1 }));
    expect(error.name).toBe('internal.error');
  });

  it('answers any payload with a response or a named error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (payload) => {
        expect((await failure(payload)).name).toBe('request.invalid');
      }),
    );
  });

  it.each<[string, Error | undefined, object]>([
    ['success', undefined, { level: 'info', message: 'invocation' }],
    [
      'a refusal as agreed',
      new DomainError('conflict', 'inventory.insufficient-stock', ''),
      { level: 'info', message: 'invocation', code: 'inventory.insufficient-stock' },
    ],
    [
      'an outage',
      new DomainError('unavailable', 'inventory.busy', ''),
      { level: 'error', message: 'invocation failed' },
    ],
    ['a defect', new TypeError('x'), { level: 'error', message: 'invocation failed' }],
  ])('closes with a line in the sender’s trace, for %s', async (_, thrown, expected) => {
    const trace = { requestId: 'req-1', correlationId: 'corr-1', traceparent: SENT };
    const run: Run = async () => (thrown === undefined ? { reservationId: 'rsv_1' } : Promise.reject(thrown));
    const lines = await linesWritten(() => invoke({ ...request, trace }, run).catch(() => undefined));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      ...expected,
      orderId: 'ord_1',
      requestId: 'req-1',
      correlationId: 'corr-1',
      parentSpanId: '00f067aa0ba902b7',
      durationMs: expect.any(Number),
    });
  });

  it('types the request by the contract', () => {
    const same: Same<Parameters<Run>[0]['request'], z.output<(typeof reserveStock)['request']>> = true;
    expect(same).toBe(true);
  });
});

describe('scheduleHandler', () => {
  it('runs with a trace of its own each time and passes failures on', async () => {
    const correlations = new Set<string>();
    const handler = scheduleHandler({ deps: () => ({ limit: 2 }) }, async ({ deps, trace }) => {
      correlations.add(trace.correlationId);
      if (correlations.size > deps.limit) throw new Error('third');
    });
    await handler({ time: '2026-01-31T09:30:00Z' }, lambdaContext());
    await handler(undefined, lambdaContext());
    expect(correlations.size).toBe(2);
    await expect(handler({}, lambdaContext())).rejects.toThrow('third');
  });
});
