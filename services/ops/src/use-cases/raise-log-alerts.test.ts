import { describe, expect, it } from '@jest/globals';
import { inMemoryFaultWindows } from '../adapters/in-memory-fault-windows.ts';
import type { Alert } from '../domain/alert.ts';
import { raiseLogAlerts } from './raise-log-alerts.ts';

const TIMEOUT = '7f0d1f5e-5c1a-4a8e-9d53-0e6f2b3c4d5e Task timed out after 25.00 seconds';
const EXIT = 'Runtime exited with error: exit status 1';
const logGroup = '/aws/lambda/tradewind-orders-prod-create-checkout';

function alerting({ failing = () => false }: { failing?: (alert: Alert) => boolean } = {}) {
  const alerts: Alert[] = [];
  const deps = {
    windows: inMemoryFaultWindows(),
    alerts: {
      async publish(alert: Alert) {
        if (failing(alert)) throw new Error('The topic is not there.');
        alerts.push(alert);
      },
    },
    clock: { now: () => new Date('2026-01-31T09:30:00Z') },
    redact: (text: string) => text.replaceAll('ada@example.com', '[redacted]'),
    stage: 'prod',
    alarmStage: 'prod',
  };
  let batches = 0;
  const raise = (lines: string[], group = logGroup, batch = `batch-${(batches += 1)}`) =>
    raiseLogAlerts(deps, { logGroup: group, batch, lines });
  return { alerts, raise };
}

describe('raiseLogAlerts', () => {
  it('tells once of a flood, with how many there were', async () => {
    const { alerts, raise } = alerting();
    await raise(Array.from({ length: 40 }, () => TIMEOUT));
    await raise([TIMEOUT, TIMEOUT]);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.text).toContain('40 times');
  });

  it('tells of each of different faults', async () => {
    const { alerts, raise } = alerting();
    await raise([TIMEOUT, EXIT, 'all is well']);
    expect(alerts.map(({ subject }) => subject)).toEqual([
      'Tradewind prod: orders/create-checkout ran out of time',
      'Tradewind prod: orders/create-checkout crashed',
    ]);
  });

  it.each([
    ['its own service', '/aws/lambda/tradewind-ops-prod-on-log-alert'],
    ['its neighbour', '/aws/lambda/tradewind-ops-prod-check-invariants'],
    ['another stage', '/aws/lambda/tradewind-orders-staging-create-checkout'],
  ])('says nothing of %s', async (_, group) => {
    const { alerts, raise } = alerting();
    expect(await raise([TIMEOUT], group)).toEqual([]);
    expect(alerts).toEqual([]);
  });

  it('tells nobody about persons', async () => {
    const { alerts, raise } = alerting();
    await raise(['Runtime exited with error: ada@example.com']);
    expect(alerts[0]?.text).toContain('[redacted]');
    expect(JSON.stringify(alerts)).not.toContain('ada@');
  });

  it('fails for a fault that it cannot tell of, tells of the others, and makes up for it when it is tried again', async () => {
    let broken = true;
    const { alerts, raise } = alerting({ failing: ({ subject }) => broken && subject.endsWith('crashed') });
    await expect(raise([TIMEOUT, EXIT], logGroup, 'batch')).rejects.toThrow('1 faults could not be told of.');
    expect(alerts).toHaveLength(1);
    broken = false;
    await raise([TIMEOUT, EXIT], logGroup, 'batch');
    expect(alerts.map(({ subject }) => subject.split(' ').at(-1))).toEqual(['time', 'crashed']);
  });
});
