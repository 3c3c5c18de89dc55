import { describe, expect, it } from '@jest/globals';
import { alertOf, type AlertFacts } from './alert.ts';

const facts: AlertFacts = {
  stage: 'prod',
  fault: {
    service: 'orders',
    functionName: 'create-checkout',
    kind: 'timeout',
    errorType: 'Sandbox.Timedout',
    message: 'Task timed out after 25.00 seconds',
    requestId: 'req-1',
    correlationId: 'cor-1',
  },
  count: 3,
  untold: 0,
  windowMinutes: 15,
};

describe('alertOf', () => {
  it('says what happened where, how often, and what to do', () => {
    const { subject, text } = alertOf(facts);
    expect(subject).toBe('Tradewind prod: orders/create-checkout ran out of time');
    for (const part of [
      'Task timed out after 25.00 seconds',
      'req-1',
      'cor-1',
      '3 times',
      'npm run trace -- req-1 --stage prod',
      'docs/runbooks/log-alert.md',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('counts what nobody was told of', () => {
    expect(alertOf({ ...facts, count: 1, untold: 41 }).text).toContain('once, and 41 more since the last alert');
  });

  it('needs no stage on the machine of a developer', () => {
    expect(alertOf({ ...facts, stage: 'local' }).text).toContain('npm run trace -- req-1\n');
  });

  it('leads to the log where there is no id to follow', () => {
    const { requestId: _, correlationId: __, ...fault } = facts.fault;
    const { text } = alertOf({ ...facts, fault });
    expect(text).toContain('npm run logs -- --service orders --level error --stage prod');
    expect(text).not.toContain('undefined');
  });

  it('has a subject that SNS takes, whatever the function is called', () => {
    const fault = { ...facts.fault, functionName: `naïve\n${'x'.repeat(200)}` };
    expect(alertOf({ ...facts, fault }).subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  });
});
