import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { invalidValue } from './errors.ts';

/** A queue's settings as SQS names them; every value is text. */
export type QueueAttributes = Readonly<Record<string, string>>;

export const DEFAULT_ATTRIBUTES: QueueAttributes = {
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};

const LIMITS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  VisibilityTimeout: [0, 43_200],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  DelaySeconds: [0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 20],
};

/** Stored and answered, without an effect here. */
const PASSIVE = new Set([
  'Policy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'RedriveAllowPolicy',
]);

const RedrivePolicy = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000)),
});
export type RedrivePolicy = z.output<typeof RedrivePolicy>;

/** Refuses attributes that SQS does not know or whose value is out of its limits, and FIFO, which is not built. */
export function checkQueueAttributes(attributes: QueueAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const limits = LIMITS[name];
    if (limits !== undefined) {
      if (!/^\d+$/.test(value) || Number(value) < limits[0] || Number(value) > limits[1]) {
        throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
      }
    } else if (name === 'FifoQueue' || name === 'ContentBasedDeduplication') {
      if (value === 'true') throw fifoUnsupported();
    } else if (name === 'RedrivePolicy') {
      if (value !== '') redrivePolicy(attributes);
    } else if (!PASSIVE.has(name)) {
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
  }
}

/** Where messages go after how many receives; undefined when the queue has no dead-letter queue. */
export function redrivePolicy(attributes: QueueAttributes): RedrivePolicy | undefined {
  const text = attributes['RedrivePolicy'];
  if (text === undefined || text === '') return undefined;
  const parsed = z.safeParse(RedrivePolicy, parseJson(text));
  if (!parsed.success) throw invalidValue(text, 'RedrivePolicy', 'Amazon SQS cannot read this policy.');
  return parsed.data;
}

/** A numeric attribute, with SQS's default where the queue sets none. */
export function numberAttribute(attributes: QueueAttributes, name: string): number {
  return Number(attributes[name] ?? DEFAULT_ATTRIBUTES[name]);
}

export function checkQueueName(name: string): void {
  if (name.endsWith('.fifo')) throw fifoUnsupported();
  if (!/^[\w-]{1,80}$/.test(name)) {
    throw new AwsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
}

function fifoUnsupported(): AwsError {
  return new AwsError('UnsupportedOperation', 'The Tradewind local cloud has standard queues only.');
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
