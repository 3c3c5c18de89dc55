import type { Rule, Violation } from '../rule.ts';
import {
  at,
  isSet,
  listAt,
  ofType,
  resourceBehind,
  type DeclaredResource,
  type StageTemplate,
} from '../stage-template.ts';
import { timeoutOf } from './functions.ts';

const QUEUE = 'AWS::SQS::Queue';
/** AWS's own advice, so that throttled batches are not taken for failed ones. */
const VISIBILITY_FACTOR = 6;
/** SQS's own where a template is silent. */
const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_RETENTION_SECONDS = 345_600;
const LEAST_RECEIVES = 3;

interface Consumer {
  readonly mapping: DeclaredResource;
  readonly queue: DeclaredResource;
}

function consumers(template: StageTemplate): Consumer[] {
  return ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap((mapping) => {
    const queue = resourceBehind(template, mapping.properties['EventSourceArn'], QUEUE);
    return queue === undefined ? [] : [{ mapping, queue }];
  });
}

function deadLetterQueueOf(template: StageTemplate, queue: DeclaredResource): DeclaredResource | undefined {
  return resourceBehind(template, at(queue.properties, 'RedrivePolicy', 'deadLetterTargetArn'), QUEUE);
}

export const setsMessagesAside: Rule = {
  name: 'sets-messages-aside',
  check: (template) =>
    consumers(template).flatMap(({ queue }): Violation[] => {
      const deadLetters = deadLetterQueueOf(template, queue);
      if (deadLetters === undefined) return [{ resource: queue.id, message: 'has no dead-letter queue' }];
      const receives = Number(at(queue.properties, 'RedrivePolicy', 'maxReceiveCount') ?? 0);
      const retention = (each: DeclaredResource) =>
        Number(each.properties['MessageRetentionPeriod'] ?? DEFAULT_RETENTION_SECONDS);
      return [
        ...(receives >= LEAST_RECEIVES
          ? []
          : [{ resource: queue.id, message: `gives a message up before ${LEAST_RECEIVES} attempts` }]),
        ...(retention(deadLetters) > retention(queue)
          ? []
          : [{ resource: deadLetters.id, message: 'must keep messages longer than the queue that they come from' }]),
      ];
    }),
};

export const waitsForConsumers: Rule = {
  name: 'waits-for-consumers',
  check: (template) =>
    consumers(template).flatMap(({ mapping, queue }) => {
      const consumer = resourceBehind(template, mapping.properties['FunctionName'], 'AWS::Lambda::Function');
      if (consumer === undefined) return [];
      const needed = VISIBILITY_FACTOR * timeoutOf(consumer);
      const given = Number(queue.properties['VisibilityTimeout'] ?? DEFAULT_VISIBILITY_SECONDS);
      if (given >= needed) return [];
      return [{ resource: queue.id, message: `hides a message for ${given} s; its consumer needs ${needed} s` }];
    }),
};

/** A burst of messages must not take the account's concurrency from the shop. */
export const boundsConsumers: Rule = {
  name: 'bounds-consumers',
  check: (template) =>
    consumers(template)
      .filter(({ mapping }) => {
        const consumer = resourceBehind(template, mapping.properties['FunctionName'], 'AWS::Lambda::Function');
        const reserved = consumer?.properties['ReservedConcurrentExecutions'];
        return !isSet(at(mapping.properties, 'ScalingConfig', 'MaximumConcurrency')) && !isSet(reserved);
      })
      .map(({ mapping }) => ({ resource: mapping.id, message: 'may use all concurrency of the account' })),
};

export const failsOneByOne: Rule = {
  name: 'fails-one-by-one',
  check: (template) =>
    consumers(template)
      .filter(({ mapping }) => !listAt(mapping.properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures'))
      .map(({ mapping }) => ({ resource: mapping.id, message: 'fails a whole batch for one message' })),
};

/** Of rules whose target is a queue; what a function fails is its own matter. */
export const keepsUndelivered: Rule = {
  name: 'keeps-undelivered',
  check: (template) =>
    ofType(template, 'AWS::Events::Rule').flatMap(({ id, properties }) =>
      listAt(properties, 'Targets')
        .filter((target) => resourceBehind(template, at(target, 'Arn'), QUEUE) !== undefined)
        .filter((target) => !isSet(at(target, 'DeadLetterConfig', 'Arn')))
        .map((target) => ({ resource: id, message: `loses what ${String(at(target, 'Id'))} does not take` })),
    ),
};
