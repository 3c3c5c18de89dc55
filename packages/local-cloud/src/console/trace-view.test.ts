import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Span, Trace } from './span.ts';
import { SpanCollector } from './span-collector.ts';
import { summaryOf, traceView } from './trace-view.ts';

const nowhere = () => undefined;

function span(id: string, parentId: string | undefined, start: number, more: Partial<Span> = {}): Span {
  return {
    id,
    traceId: 't',
    parentId,
    kind: 'function',
    name: id,
    start,
    end: start + 10,
    error: undefined,
    attributes: {},
    ...more,
  };
}

function trace(...spans: Span[]): Trace {
  return { id: 't', spans, links: [], dropped: 0 };
}

const rows = (found: Trace) =>
  traceView(found, nowhere)?.spans.map(({ name, depth }) => `${'  '.repeat(depth)}${name}`);

describe('traceView', () => {
  const request = span('request', undefined, 0, { kind: 'gateway' });
  const handler = span('handler', 'request', 1);
  const read = span('read', 'handler', 2, { kind: 'aws' });
  const write = span('write', 'handler', 5, { kind: 'aws' });
  const expected = ['request', '  handler', '    read', '    write'];

  it('puts every span below its parent, brothers by time', () => {
    expect(rows(trace(request, handler, read, write))).toEqual(expected);
  });

  it('does so in whatever order they were told', () => {
    const orders = fc.shuffledSubarray([request, handler, read, write], { minLength: 4 });
    fc.assert(fc.property(orders, (spans) => expect(rows(trace(...spans))).toEqual(expected)));
  });

  it('loses and doubles no span, however the parents are', () => {
    const parents = fc.array(fc.option(fc.nat({ max: 15 }), { nil: undefined }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(parents, (named) => {
        const spans = named.map((parent, at) => span(`s${at}`, parent === undefined ? undefined : `s${parent}`, at));
        const shown = traceView(trace(...spans), nowhere)?.spans.map(({ id }) => id) ?? [];
        expect(shown.toSorted()).toEqual(spans.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('puts what came from elsewhere below the request', () => {
    expect(rows(trace(request, span('event', 'unknown', 3, { kind: 'event' })))).toEqual(['request', '  event']);
  });

  it('shows what still runs as that', () => {
    const view = traceView(trace(span('handler', undefined, 0, { end: undefined })), nowhere);
    expect(view?.spans[0]).toMatchObject({ running: true });
    expect(view?.summary.durationMs).toBeUndefined();
  });

  it('takes in what happened below a linked span, and nothing else of its trace', () => {
    const spans = new SpanCollector();
    const purchase = spans.begin({ kind: 'gateway', name: 'POST /checkouts' });
    const publish = spans.begin({ kind: 'function', name: 'publish-outbox' });
    const put = spans.beginBelow(publish.header, { kind: 'aws', name: 'PutEvents' });
    spans.begin({
      kind: 'aws',
      name: 'of another batch',
      parent: { traceId: publish.span.traceId, spanId: undefined },
    });
    spans.begin({
      kind: 'event',
      name: 'order-confirmed',
      parent: { traceId: purchase.span.traceId, spanId: put.span.id },
    });
    spans.link(publish.span, { traceId: purchase.span.traceId, spanId: undefined });
    const found = spans.get(purchase.span.traceId);
    if (found === undefined) throw new Error('The trace is lost.');
    const view = traceView(found, (id) => spans.get(id));
    expect(view?.spans.map(({ name, depth, shared }) => [name, depth, shared])).toEqual([
      ['POST /checkouts', 0, false],
      ['publish-outbox', 1, true],
      ['PutEvents', 2, true],
      ['order-confirmed', 3, false],
    ]);
  });
});

describe('summaryOf', () => {
  it('tells the answer, how long it took, and how long all that it caused', () => {
    const request = span('POST /', undefined, 0, { kind: 'gateway', end: 40, attributes: { status: 201 } });
    const mail = span('mail', 'POST /', 90, { kind: 'mail' });
    expect(summaryOf(trace(request, mail), nowhere)).toMatchObject({
      origin: 'request',
      status: 201,
      durationMs: 40,
      totalMs: 100,
      mails: 1,
      events: 0,
    });
  });

  it('tells the first error of any span', () => {
    const failed = span('step', 'root', 1, { error: 'payments.declined' });
    expect(summaryOf(trace(span('root', undefined, 0), failed), nowhere)).toMatchObject({
      origin: 'background',
      error: 'payments.declined',
    });
  });

  it('is nothing without a span', () => {
    expect(summaryOf(trace(), nowhere)).toBeUndefined();
  });
});
