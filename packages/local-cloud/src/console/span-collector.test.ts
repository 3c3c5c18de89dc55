import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SpanCollector } from './span-collector.ts';
import { parseTraceHeader } from './trace-header.ts';

describe('SpanCollector', () => {
  it('keeps no more traces than it may, and the newest', () => {
    const spans = new SpanCollector({ limits: { traces: 3 } });
    const ids = Array.from({ length: 5 }, (_, at) => spans.begin({ kind: 'gateway', name: `GET /${at}` }).span.traceId);
    expect(spans.list().map(({ id }) => id)).toEqual(ids.slice(2).toReversed());
    expect(spans.get(ids[0] ?? '')).toBeUndefined();
    expect(spans.size).toEqual({ traces: 3, spans: 3 });
  });

  it('never holds more than its limits, whatever comes', () => {
    const step = fc.record({ trace: fc.nat({ max: 12 }), end: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const limits = { traces: 5, spans: 20, spansPerTrace: 8 };
        const spans = new SpanCollector({ limits });
        for (const { trace, end } of steps) {
          const parent = { traceId: String(trace).padStart(32, '0'), spanId: undefined };
          const open = spans.begin({ kind: 'aws', name: 'call', parent });
          if (end) open.end();
        }
        const kept = spans.list();
        expect(kept.length).toBeLessThanOrEqual(limits.traces);
        expect(spans.size.spans).toBe(kept.reduce((sum, trace) => sum + trace.spans.length, 0));
        expect(spans.size.spans).toBeLessThanOrEqual(limits.spans);
        for (const trace of kept) expect(trace.spans.length).toBeLessThanOrEqual(limits.spansPerTrace);
      }),
    );
  });

  it('counts what one endless trace loses', () => {
    const spans = new SpanCollector({ limits: { spansPerTrace: 2 } });
    const { span } = spans.begin({ kind: 'gateway', name: 'GET /' });
    for (let at = 0; at < 3; at += 1)
      spans.begin({ kind: 'aws', name: 'call', parent: { traceId: span.traceId, spanId: span.id } });
    expect(spans.get(span.traceId)).toMatchObject({ dropped: 2, spans: { length: 2 } });
  });

  it('hands its trace on by header', () => {
    const spans = new SpanCollector();
    const parent = spans.begin({ kind: 'gateway', name: 'GET /' });
    const child = spans.beginBelow(parent.header, { kind: 'function', name: 'list' });
    expect(child.span).toMatchObject({ traceId: parent.span.traceId, parentId: parent.span.id });
    expect(parseTraceHeader(child.header)).toEqual({ traceId: parent.span.traceId, spanId: child.span.id });
  });

  it.each([
    undefined,
    '',
    'nonsense',
    'Root=1-xyz;Parent=53995c3f42cd8ad8',
    'Self=1-5759e988-bd862e3fe1be46a994272793',
  ])('begins a trace of its own below %j', (header) => {
    const { span } = new SpanCollector().beginBelow(header, { kind: 'function', name: 'list' });
    expect(span.parentId).toBeUndefined();
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('ends once', () => {
    const spans = new SpanCollector();
    const open = spans.begin({ kind: 'function', name: 'list' });
    open.end({ error: 'Timeout' });
    const { end } = open.span;
    open.end();
    expect(open.span).toMatchObject({ end, error: 'Timeout' });
  });

  it('links a span to another trace once, and never to its own', () => {
    const spans = new SpanCollector();
    const { span } = spans.begin({ kind: 'function', name: 'publish' });
    const other = spans.begin({ kind: 'gateway', name: 'POST /' }).span;
    const target = { traceId: other.traceId, spanId: other.id };
    spans.link(span, target);
    spans.link(span, target);
    spans.link(span, { traceId: span.traceId, spanId: undefined });
    expect(spans.get(other.traceId)?.links).toEqual([{ span, parentId: other.id }]);
    expect(spans.get(span.traceId)?.links).toEqual([]);
  });

  it('finds the span that everything at a place happens in', () => {
    const spans = new SpanCollector();
    const outer = spans.begin({ kind: 'function', name: 'publish' });
    const inner = spans.beginBelow(outer.header, { kind: 'aws', name: 'PutEvents' });
    expect(spans.outermost({ traceId: inner.span.traceId, spanId: inner.span.id })).toBe(outer.span);
    expect(spans.outermost({ traceId: inner.span.traceId, spanId: 'unknown' })).toBeUndefined();
  });

  it('tells of every change', () => {
    let changes = 0;
    const spans = new SpanCollector({ onChange: () => (changes += 1) });
    const open = spans.begin({ kind: 'function', name: 'list' });
    open.set({ coldStart: true });
    open.end();
    expect(changes).toBe(3);
  });
});
