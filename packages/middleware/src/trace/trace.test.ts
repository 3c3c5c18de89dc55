import { describe, expect, it } from '@jest/globals';
import type { TraceContext } from '@tradewind/kernel';
import fc from 'fast-check';
import { middlewareEvent, through } from '../fixtures/http.ts';
import type { Same } from '../fixtures/type-equality.ts';
import { continueTrace, nextTraceparent, traceparentOfXRay } from './trace.ts';
import { traceHeaders } from './trace-headers.ts';
import { invocationSegment, xRaySegment, xRayTraceId } from './x-ray.ts';

const VALID = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const SENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

describe('nextTraceparent', () => {
  it('keeps the trace and its flags, with a span of its own', () => {
    const next = nextTraceparent(SENT);
    expect(next).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(next).not.toBe(SENT);
  });

  it('reads a later version as far as it is defined', () => {
    expect(nextTraceparent(`cc${SENT.slice(2)}-extra`)).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it.each([
    undefined,
    '',
    'nonsense',
    SENT.toUpperCase(),
    `${SENT}-extra`,
    `ff${SENT.slice(2)}`,
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  ])('starts a new trace on %j', (incoming) => {
    const next = nextTraceparent(incoming);
    expect(next).toMatch(VALID);
    expect(next).not.toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('is always valid', () => {
    fc.assert(fc.property(fc.string(), (incoming) => expect(nextTraceparent(incoming)).toMatch(VALID)));
  });
});

describe('traceparentOfXRay', () => {
  it('keeps the trace and the parent', () => {
    expect(traceparentOfXRay('Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1')).toBe(
      '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01',
    );
  });

  it('finds a parent where API Gateway names none', () => {
    expect(traceparentOfXRay('Root=1-5759e988-bd862e3fe1be46a994272793')).toMatch(VALID);
  });

  it.each([undefined, '', 'Root=1-5759e988', 'Root=2-5759e988-bd862e3fe1be46a994272793', 'Self=1-5759e988-x'])(
    'is nothing for %j',
    (header) => {
      expect(traceparentOfXRay(header)).toBeUndefined();
    },
  );
});

describe('X-Ray', () => {
  const HEADER = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
  const segment = xRaySegment(HEADER);

  it('names our span where it has a segment, in its own trace or in the one that was sent', () => {
    expect(nextTraceparent(undefined, segment)).toBe('00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01');
    expect(nextTraceparent(SENT, segment)).toBe('00-4bf92f3577b34da6a3ce929d0e0e4736-53995c3f42cd8ad8-00');
  });

  it('is not sampled further when it is not sampled here', () => {
    expect(nextTraceparent(undefined, xRaySegment(HEADER.replace('Sampled=1', 'Sampled=0')))).toMatch(/-00$/);
  });

  it('maps ids one to one', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
    fc.assert(
      fc.property(hex, (traceId) => {
        expect(xRaySegment(`Root=${xRayTraceId(traceId)};Parent=53995c3f42cd8ad8`)?.traceId).toBe(traceId);
      }),
    );
  });

  it('is read anew for each invocation of a sandbox', () => {
    const before = process.env['_X_AMZN_TRACE_ID'];
    try {
      process.env['_X_AMZN_TRACE_ID'] = HEADER;
      expect(invocationSegment()?.spanId).toBe('53995c3f42cd8ad8');
      process.env['_X_AMZN_TRACE_ID'] = HEADER.replace('53995c3f42cd8ad8', '00f067aa0ba902b7');
      expect(invocationSegment()?.spanId).toBe('00f067aa0ba902b7');
      delete process.env['_X_AMZN_TRACE_ID'];
      expect(invocationSegment()).toBeUndefined();
    } finally {
      if (before !== undefined) process.env['_X_AMZN_TRACE_ID'] = before;
    }
  });
});

describe('continueTrace', () => {
  it('never lets through an id that could break a header or a log line', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (requestId, correlationId) => {
        const trace = continueTrace({ requestId, correlationId }, 'fallback');
        expect(trace.requestId).toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
        expect(trace.correlationId).toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
      }),
    );
  });

  it('answers the kernel’s trace context', () => {
    const same: Same<ReturnType<typeof continueTrace>, TraceContext> = true;
    expect(same).toBe(true);
  });
});

describe('traceHeaders', () => {
  it('echoes usable ids and carries them in the state', async () => {
    const event = middlewareEvent({
      headers: { 'X-Request-Id': 'req-1', 'X-Correlation-Id': 'c:1', traceparent: SENT },
    });
    const { headers } = await through([traceHeaders()])(event);
    expect(headers).toMatchObject({ 'x-request-id': 'req-1', 'x-correlation-id': 'c:1' });
    expect(headers['traceparent']).toBe(event.state.trace.traceparent);
    expect(event.state.trace).toMatchObject({ requestId: 'req-1', correlationId: 'c:1' });
  });

  it('goes on with AWS’s own trace where the client sent none, and with the client’s where it sent one', async () => {
    const aws = { 'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793' };
    const without = await through([traceHeaders()])(middlewareEvent({ headers: aws }));
    expect(without.headers['traceparent']).toContain('5759e988bd862e3fe1be46a994272793');
    const both = await through([traceHeaders()])(middlewareEvent({ headers: { ...aws, traceparent: SENT } }));
    expect(both.headers['traceparent']).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('replaces unusable ids', async () => {
    const event = middlewareEvent({ headers: { 'X-Request-Id': 'a b', 'X-Correlation-Id': 'x'.repeat(129) } });
    const { headers } = await through([traceHeaders()])(event);
    expect(headers['x-request-id']).toBe('aws-request-1');
    expect(headers['x-correlation-id']).toBe(event.state.trace.traceparent?.slice(3, 35));
  });
});
