import type { GatewayResponse } from '../front-door/gateway-response.ts';
import type { GatewayRequest } from '../front-door/request-event.ts';
import type { OpenSpan, SpanCollector } from './span-collector.ts';
import { parseTraceHeader, parseTraceparent, type TraceContext } from './trace-header.ts';

/** Undefined when nobody follows. A trace that the client sent goes on, as its functions carry it on. */
export function beginRequest(spans: SpanCollector | undefined, request: GatewayRequest): OpenSpan | undefined {
  return spans?.begin({
    kind: 'gateway',
    name: `${request.method} ${request.url.split('?')[0] ?? ''}`,
    parent: parentOf(request),
    attributes: { method: request.method, url: request.url, awsRequestId: request.requestId },
  });
}

export function endRequest(open: OpenSpan | undefined, { status, headers, body }: GatewayResponse): void {
  if (open === undefined) return;
  const requestId = headers['x-request-id'];
  const correlationId = headers['x-correlation-id'];
  open.end({
    error: status >= 500 ? `HTTP ${status}` : undefined,
    attributes: {
      status,
      bytes: body.length,
      ...(typeof requestId === 'string' && { requestId }),
      ...(typeof correlationId === 'string' && { correlationId }),
    },
  });
}

function parentOf({ headers }: GatewayRequest): TraceContext | undefined {
  const traceHeader = headers['x-amzn-trace-id'];
  const traceparent = headers['traceparent'];
  return (
    (typeof traceparent === 'string' ? parseTraceparent(traceparent) : undefined) ??
    (typeof traceHeader === 'string' ? parseTraceHeader(traceHeader) : undefined)
  );
}
