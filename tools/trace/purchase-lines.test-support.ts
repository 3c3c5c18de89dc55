import { readFunctionOutput, type LogLine } from '../logs/log-line.ts';

export const TRACE = '6b01aa094ef59e9898a84f1200000020';
const BEGIN = Date.parse('2026-01-31T09:30:00.000Z');

interface Spoken {
  readonly fn: string;
  readonly message: string;
  readonly span: string;
  /** Milliseconds after the first line of the purchase. */
  readonly at: number;
  readonly level?: string;
  readonly trace?: string;
  readonly fields?: Record<string, unknown>;
}

/** What the services' logger writes for it. */
export function spoken({ fn, message, span, at, level = 'info', trace = TRACE, fields = {} }: Spoken): LogLine {
  const [service = '', key = ''] = fn.split('/');
  const functionName = `tradewind-${service}-dev-${key}`;
  const time = new Date(BEGIN + at).toISOString();
  const traceparent = `00-${trace}-${span.padStart(16, '0')}-01`;
  const line = { level, time, message, service, function: functionName, traceparent, ...fields };
  return readFunctionOutput(functionName, BEGIN + at, JSON.stringify(line));
}

const step = (fn: string, span: string, at: number, fields: Record<string, unknown> = {}, message = 'invocation') =>
  spoken({
    fn,
    message,
    span,
    at,
    fields: {
      awsRequestId: `aws-${span}`,
      parentSpanId: 'a'.padStart(16, '0'),
      orderId: 'ord_1',
      durationMs: 10,
      ...fields,
    },
  });

/** A checkout whose payment needed two tries, and whose mail was sent at the second delivery. */
export function purchaseLines(): LogLine[] {
  const error = {
    type: 'FunctionError',
    message: 'Unexpected error.',
    cause: { type: 'TypeError', message: 'x is null' },
  };
  const delivered = {
    parentSpanId: 'a'.padStart(16, '0'),
    eventId: 'evt_1',
    causationId: 'evt_1',
    detailType: 'orders.order-confirmed.v1',
  };
  return [
    step('carts/claim-cart', 'b', 30, { coldStart: true, cartId: 'crt_1' }),
    spoken({
      fn: 'payments/authorize-payment',
      message: 'invocation failed',
      span: 'c',
      at: 60,
      level: 'error',
      fields: { awsRequestId: 'aws-c', parentSpanId: 'a'.padStart(16, '0'), durationMs: 10, error },
    }),
    step('payments/authorize-payment', 'd', 80),
    step('orders/confirm-order', 'e', 100),
    spoken({
      fn: 'orders/create-checkout',
      message: 'request',
      span: 'a',
      at: 110,
      fields: {
        awsRequestId: 'aws-a',
        requestId: 'req-1',
        route: 'POST /v1/checkouts',
        status: 201,
        durationMs: 110,
        orderId: 'ord_1',
        cartId: 'crt_1',
      },
    }),
    spoken({
      fn: 'orders/publish-outbox',
      message: 'event published',
      span: 'a',
      at: 130,
      fields: {
        awsRequestId: 'aws-o',
        eventId: 'evt_1',
        causationId: 'req-1',
        detailType: 'orders.order-confirmed.v1',
        occurredAt: new Date(BEGIN + 95).toISOString(),
        orderId: 'ord_1',
      },
    }),
    spoken({
      fn: 'orders/publish-outbox',
      message: 'metric',
      span: 'a',
      at: 130,
      fields: { awsRequestId: 'aws-o', OrdersConfirmed: 1 },
    }),
    spoken({
      fn: 'orders/publish-outbox',
      message: 'invocation',
      span: 'f',
      at: 131,
      trace: '0'.repeat(31) + '9',
      fields: { awsRequestId: 'aws-o', durationMs: 12 },
    }),
    spoken({
      fn: 'notifications/send-mail',
      message: 'record failed',
      span: '11',
      at: 160,
      level: 'error',
      fields: { ...delivered, awsRequestId: 'aws-m1', durationMs: 5, error: { type: 'Error', message: 'no server' } },
    }),
    spoken({
      fn: 'notifications/send-mail',
      message: 'invocation',
      span: '12',
      at: 161,
      fields: { awsRequestId: 'aws-m1', durationMs: 6 },
    }),
    spoken({
      fn: 'notifications/send-mail',
      message: 'Mail handled.',
      span: '13',
      at: 199,
      fields: { ...delivered, awsRequestId: 'aws-m2', outcome: 'sent' },
    }),
    spoken({
      fn: 'notifications/send-mail',
      message: 'event handled',
      span: '13',
      at: 200,
      fields: { ...delivered, awsRequestId: 'aws-m2', attempt: 2, durationMs: 20 },
    }),
  ];
}
