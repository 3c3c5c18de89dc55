import { describe, expect, it } from '@jest/globals';
import { arnOf, consumedQueue, objections } from '../policy.test-support.ts';
import { boundsConsumers, failsOneByOne, keepsUndelivered, setsMessagesAside, waitsForConsumers } from './queues.ts';

describe('rules for consumed queues', () => {
  it('have nothing to say of a good one', () => {
    const rules = [setsMessagesAside, waitsForConsumers, boundsConsumers, failsOneByOne];
    expect(rules.flatMap((rule) => objections(rule, { resources: consumedQueue({}) }))).toEqual([]);
  });

  it.each([
    ['without a dead-letter queue', { queue: { RedrivePolicy: undefined } }, ['Queue']],
    [
      'that gives up at once',
      { queue: { RedrivePolicy: { deadLetterTargetArn: arnOf('DeadLetters'), maxReceiveCount: 1 } } },
      ['Queue'],
    ],
    ['whose dead letters vanish first', { deadLetters: { MessageRetentionPeriod: 60 } }, ['DeadLetters']],
  ])('sets-messages-aside names a queue %s', (_, parts, named) => {
    expect(objections(setsMessagesAside, { resources: consumedQueue(parts) })).toEqual(named);
  });

  it.each([
    ['six times the timeout', { definition: { Timeout: 10 }, queue: { VisibilityTimeout: 60 } }, []],
    ['a second less', { definition: { Timeout: 10 }, queue: { VisibilityTimeout: 59 } }, ['Queue']],
    ['what SQS takes when nothing is said', { queue: { VisibilityTimeout: undefined } }, ['Queue']],
  ])('waits-for-consumers compares with %s', (_, parts, named) => {
    expect(objections(waitsForConsumers, { resources: consumedQueue(parts) })).toEqual(named);
  });

  it('bounds-consumers takes a limit of the mapping or of the function', () => {
    const unbound = { mapping: { ScalingConfig: undefined } };
    expect(objections(boundsConsumers, { resources: consumedQueue(unbound) })).toEqual(['Mapping']);
    const reserved = { ...unbound, definition: { ReservedConcurrentExecutions: 5 } };
    expect(objections(boundsConsumers, { resources: consumedQueue(reserved) })).toEqual([]);
  });

  it('fails-one-by-one names a mapping that fails whole batches', () => {
    const resources = consumedQueue({ mapping: { FunctionResponseTypes: [] } });
    expect(objections(failsOneByOne, { resources })).toEqual(['Mapping']);
  });
});

describe('keeps-undelivered', () => {
  const rule = (target: object) => ({
    Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'queue', Arn: arnOf('Queue'), ...target }] } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
  });

  it('names a rule that loses what its queue does not take', () => {
    expect(objections(keepsUndelivered, { resources: rule({}) })).toEqual(['Rule']);
    const kept = rule({ DeadLetterConfig: { Arn: arnOf('DeadLetters') } });
    expect(objections(keepsUndelivered, { resources: kept })).toEqual([]);
  });
});
