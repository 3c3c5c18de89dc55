import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { recordingLogger } from '../fixtures/http.ts';
import { BUSINESS_METRICS } from './business-metrics.ts';
import { embeddedMetricSchema } from './embedded-metric-schema.test-support.ts';
import { functionMetrics, serviceOf } from './function-metrics.ts';

const validate = new Ajv({ strict: false }).compile(embeddedMetricSchema);
const before = { ...process.env };

beforeAll(() => {
  process.env['STAGE'] = 'dev';
  process.env['METRICS'] = 'on';
});
afterAll(() => {
  process.env = before;
});

/** The members that CloudWatch would take for values of metrics and dimensions: all of them must be in the line. */
function membersNamed(line: Record<string, unknown>): unknown[] {
  validate(line);
  expect(validate.errors ?? []).toEqual([]);
  const { CloudWatchMetrics } = JSON.parse(JSON.stringify(line['_aws']));
  return CloudWatchMetrics.flatMap(({ Dimensions, Metrics }: { Dimensions: string[][]; Metrics: { Name: string }[] }) =>
    [...Dimensions.flat(), ...Metrics.map(({ Name }) => Name)].map((name) => line[name]),
  );
}

describe('functionMetrics', () => {
  const name = 'tradewind-orders-dev-cancel-order';

  it('is the embedded metric format, in the line that closes the invocation', () => {
    const { log, lines } = recordingLogger();
    const metrics = functionMetrics(name, { durationMs: 12.5, failed: true, coldStart: true });
    log.measure('info', 'request', { function: name }, metrics);
    expect(membersNamed(lines[0] ?? {})).toEqual(['orders', name, 12.5, 1, 1]);
    expect(lines[0]).toMatchObject({ message: 'request', _aws: { CloudWatchMetrics: [{ Namespace: 'Tradewind' }] } });
  });

  it('counts what went well as zero, so that the average is a rate', () => {
    expect(functionMetrics(name, { durationMs: 1, failed: false, coldStart: false })).toMatchObject({
      Errors: 0,
      ColdStarts: 0,
    });
  });

  it.each([
    ['tradewind-orders-dev-cancel-order', 'orders'],
    ['tradewind-ai-gateway-dev-chat', 'ai-gateway'],
    ['tradewind-orders-prod-cancel-order', 'unknown'],
    ['something', 'unknown'],
  ])('knows the service of %s as %s', (functionName, service) => {
    expect(serviceOf(functionName)).toBe(service);
  });
});

describe('business metrics', () => {
  it('write a line each, at every level but silent', () => {
    const { log, lines } = recordingLogger({ level: 'error', metrics: true });
    log.metric('OrdersConfirmed');
    log.metric('Revenue', 1_145, { currency: 'GBP' });
    expect(lines.map(membersNamed)).toEqual([
      ['dev', 1],
      ['dev', 'GBP', 1_145],
    ]);
    const silent = recordingLogger({ level: 'silent', metrics: true });
    silent.log.metric('OrdersConfirmed');
    expect(silent.lines).toEqual([]);
  });

  it('write nothing where nobody counts', () => {
    const { log, lines } = recordingLogger({ level: 'debug', metrics: false });
    log.metric('OrdersConfirmed');
    expect(lines).toEqual([]);
  });

  it('never grow in number with what is passed', () => {
    const { log, lines } = recordingLogger({ level: 'info', metrics: true });
    for (let index = 0; index < 200; index += 1) log.metric('OrdersDeclined', 1, { reason: `reason-${index}` });
    log.metric('Revenue', 1, { currency: 'GBP for jane@example.com' });
    const reasons = new Set(lines.flatMap(({ reason = [] }) => reason));
    expect(reasons.size).toBeLessThanOrEqual(41);
    expect(lines.at(-1)).toMatchObject({ currency: 'other' });
  });

  it('have names that CloudWatch takes', () => {
    for (const name of Object.keys(BUSINESS_METRICS)) expect(name).toMatch(/^[A-Za-z]{1,255}$/);
  });
});
