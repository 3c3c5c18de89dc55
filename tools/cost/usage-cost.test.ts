import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { total, totalsBy, type CostLine } from './line.ts';
import type { OperationUsage } from './measured-usage.ts';
import { gbSeconds, storageCost, usageCost, type UsageContext } from './usage-cost.ts';

const NOTHING: OperationUsage = {
  requests: 0,
  responseBytes: 0,
  functions: {},
  tables: {},
  events: {},
  messages: {},
  expressMs: 0,
  mails: 0,
};
const context: UsageContext = { memoryOf: () => 512, settings: { tracing: false, waf: false, cdn: false } };

function amountOf(lines: readonly CostLine[], position: string): number {
  return total(lines.filter((line) => line.position === position));
}

describe('usageCost, against bills worked out by hand', () => {
  it('a million reads of a product: gateway, invocation, half a read unit each', () => {
    const usage = {
      ...NOTHING,
      requests: 1,
      functions: { 'catalog/get-product': { invocations: 1, durationMs: 2, logBytes: 500 } },
      tables: { catalog: { read: 0.5, write: 0 } },
    };
    const lines = usageCost('catalogue', usage, 1_000_000, context);
    expect(amountOf(lines, 'HTTP API requests')).toBeCloseTo(1);
    expect(amountOf(lines, 'lambda requests')).toBeCloseTo(0.2);
    expect(amountOf(lines, 'dynamodb reads')).toBeCloseTo(0.0625);
    // 500 bytes of the function and 400 of the gateway's access log: 0.9 GB.
    expect(amountOf(lines, 'GB of logs')).toBeCloseTo(0.45);
    // 2 ms on a core are 6.91 ms at 512 MB, 0.003455 GB-s; and 2 % of 300 ms at 512 MB are 0.003 GB-s.
    expect(amountOf(lines, 'lambda GB-seconds')).toBeCloseTo(6455 * 0.000_013_333_4, 4);
  });

  it('a thousand checkouts: 40 write units, 5 events, 3 messages, a 64 MB execution of half a second, a mail', () => {
    const usage = {
      ...NOTHING,
      tables: { orders: { read: 0, write: 30 }, inventory: { read: 0, write: 10 } },
      events: { orders: 3, inventory: 2 },
      messages: { notifications: 3 },
      expressMs: 500,
      mails: 1,
    };
    const lines = usageCost('checkout', usage, 1000, context);
    expect(amountOf(lines, 'dynamodb writes')).toBeCloseTo(0.025);
    expect(amountOf(lines, 'events')).toBeCloseTo(0.005);
    expect(amountOf(lines, 'queue requests')).toBeCloseTo(0.0036);
    expect(amountOf(lines, 'Express executions')).toBeCloseTo(0.001);
    expect(amountOf(lines, 'Express GB-seconds')).toBeCloseTo(1000 * 0.5 * 0.0625 * 0.000_016_67);
    expect(amountOf(lines, 'mails')).toBeCloseTo(0.1);
    expect(totalsBy(lines, ({ service }) => service).map(([service]) => service)[0]).toBe('notifications');
  });

  it('bills traces, a CDN and its firewall only where the stage has them', () => {
    const usage = { ...NOTHING, requests: 1, functions: { 'a/b': { invocations: 1, durationMs: 1, logBytes: 0 } } };
    const positions = (settings: UsageContext['settings']) =>
      usageCost('x', usage, 1e6, { ...context, settings }).map(({ position }) => position);
    expect(positions({ tracing: true, waf: true, cdn: true })).toEqual(
      expect.arrayContaining(['traces', 'CDN requests', 'WAF requests']),
    );
    expect(positions({ tracing: false, waf: true, cdn: false })).not.toContain('WAF requests');
  });

  it('a whole core below 1,769 MB takes longer, above it does not get faster', () => {
    expect(gbSeconds(1000, 1769)).toBeCloseTo(1769 / 1024);
    expect(gbSeconds(1000, 512)).toBeCloseTo(gbSeconds(1000, 1769));
    expect(gbSeconds(1000, 3538)).toBeCloseTo(2 * gbSeconds(1000, 1769));
  });

  it('keeps a million orders of 12 KB for 3 USD, 5.40 with backups', () => {
    expect(storageCost(1_000_000, false).amount).toBeCloseTo(3);
    expect(storageCost(1_000_000, true).amount).toBeCloseTo(5.4);
  });

  it('is linear in the number of runs and never negative', () => {
    const usage = { ...NOTHING, requests: 1, tables: { a: { read: 1, write: 2 } }, mails: 1 };
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(100), (times, factor) => {
        const once = total(usageCost('x', usage, times, context));
        expect(once).toBeGreaterThanOrEqual(0);
        expect(total(usageCost('x', usage, times * factor, context))).toBeCloseTo(once * factor);
      }),
    );
  });
});
