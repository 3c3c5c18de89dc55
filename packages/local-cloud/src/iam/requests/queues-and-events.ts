import { arn, resourceName } from '../../aws/account.ts';
import type { AwsCall } from '../../aws/api.ts';
import type { AccessRequest } from '../policy-set.ts';
import { listIn, textIn } from './input.ts';

/** A batch is authorised as the single operation. */
const BATCHES: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

const QUEUE_OPERATIONS: ReadonlySet<string> = new Set([
  'SendMessage',
  'SendMessageBatch',
  'ReceiveMessage',
  'DeleteMessage',
  'DeleteMessageBatch',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'GetQueueAttributes',
  'SetQueueAttributes',
  'DeleteQueue',
  'PurgeQueue',
  'TagQueue',
  'UntagQueue',
  'ListQueueTags',
  'ListDeadLetterSourceQueues',
  'CreateQueue',
  'GetQueueUrl',
  'StartMessageMoveTask',
  'ListMessageMoveTasks',
]);

/** What a call to SQS asks for. */
export function sqsRequests({ operation, input }: AwsCall): AccessRequest[] {
  if (operation === 'ListQueues') return [{ action: 'sqs:ListQueues', resource: '*' }];
  if (!QUEUE_OPERATIONS.has(operation)) return [];
  const action = `sqs:${BATCHES[operation] ?? operation}`;
  const queue = textIn(input, 'QueueUrl') ?? textIn(input, 'QueueName') ?? textIn(input, 'SourceArn');
  return [{ action, resource: queue === undefined ? '*' : arn('sqs', resourceName(queue)) }];
}

/** The members that name what an operation on buses and rules is about. */
const RULE_NAMES: Readonly<Record<string, string>> = {
  PutRule: 'Name',
  DescribeRule: 'Name',
  EnableRule: 'Name',
  DisableRule: 'Name',
  DeleteRule: 'Name',
  PutTargets: 'Rule',
  RemoveTargets: 'Rule',
  ListTargetsByRule: 'Rule',
};
const BUS_OPERATIONS: ReadonlySet<string> = new Set(['CreateEventBus', 'DescribeEventBus', 'DeleteEventBus']);
const ARCHIVE_OPERATIONS: ReadonlySet<string> = new Set([
  'CreateArchive',
  'DescribeArchive',
  'UpdateArchive',
  'DeleteArchive',
]);
const REPLAY_OPERATIONS: ReadonlySet<string> = new Set(['DescribeReplay', 'CancelReplay']);
const EVENTS_ACCOUNT_OPERATIONS: ReadonlySet<string> = new Set([
  'ListEventBuses',
  'ListRules',
  'ListArchives',
  'ListReplays',
  'TestEventPattern',
]);

/** What a call to EventBridge asks for; PutEvents is judged entry by entry. */
export function eventsRequests({ operation, input }: AwsCall): AccessRequest[] {
  const action = `events:${operation}`;
  if (operation === 'PutEvents') return listIn(input, 'Entries').map(entryRequest);
  const nameMember = RULE_NAMES[operation];
  if (nameMember !== undefined) {
    const bus = resourceName(textIn(input, 'EventBusName') ?? 'default');
    const rule = textIn(input, nameMember) ?? '*';
    return [{ action, resource: arn('events', bus === 'default' ? `rule/${rule}` : `rule/${bus}/${rule}`) }];
  }
  if (BUS_OPERATIONS.has(operation)) return [{ action, resource: busArn(textIn(input, 'Name')) }];
  if (ARCHIVE_OPERATIONS.has(operation)) {
    return [{ action, resource: arn('events', `archive/${textIn(input, 'ArchiveName') ?? '*'}`) }];
  }
  // Starting a replay is a right on the archive, watching and ending it one on the replay.
  if (operation === 'StartReplay') return [{ action, resource: textIn(input, 'EventSourceArn') ?? '*' }];
  if (REPLAY_OPERATIONS.has(operation)) {
    return [{ action, resource: arn('events', `replay/${textIn(input, 'ReplayName') ?? '*'}`) }];
  }
  return EVENTS_ACCOUNT_OPERATIONS.has(operation) ? [{ action, resource: '*' }] : [];
}

function entryRequest(entry: unknown): AccessRequest {
  return {
    action: 'events:PutEvents',
    resource: busArn(textIn(entry, 'EventBusName')),
    context: () => [
      ['events:source', optional(textIn(entry, 'Source'))],
      ['events:detail-type', optional(textIn(entry, 'DetailType'))],
    ],
  };
}

function busArn(nameOrArn = 'default'): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arn('events', `event-bus/${nameOrArn}`);
}

function optional(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}
