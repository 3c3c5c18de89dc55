import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import type { SqsContext } from './context.ts';
import { invalidValue, missingParameter } from './errors.ts';
import { attributesSize, checkAttributes, md5, md5OfAttributes, MessageAttributes } from './message-attributes.ts';
import { numberAttribute } from './queue-attributes.ts';
import type { Queue } from './queue-table.ts';

export const SendEntry = z.object({
  MessageBody: z.optional(z.string()),
  DelaySeconds: z.optional(z.number()),
  MessageAttributes: z.optional(MessageAttributes),
  MessageSystemAttributes: z.optional(MessageAttributes),
});
export type SendEntry = z.output<typeof SendEntry>;

const MAX_DELAY_SECONDS = 900;

/** The characters of XML 1.0, the only ones that SQS carries. */
// oxlint-disable-next-line no-control-regex -- the rule of the service is about control characters
const ALLOWED_BODY = /^[\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** Stores one message and answers what SendMessage answers. Throws before anything is written. */
export function sendMessage(context: SqsContext, queue: Queue, entry: SendEntry, senderId: string): object {
  const body = entry.MessageBody;
  if (body === undefined || body === '') throw missingParameter('MessageBody');
  if (!ALLOWED_BODY.test(body)) {
    throw new AwsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
  const attributes = entry.MessageAttributes ?? {};
  checkAttributes(attributes);
  const limit = numberAttribute(queue.attributes, 'MaximumMessageSize');
  if (messageSize(entry) > limit) {
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  }
  const systemAttributes = entry.MessageSystemAttributes ?? {};
  const now = context.clock.now().getTime();
  const id = context.messages.insert(queue.name, {
    body,
    attributes,
    traceHeader: systemAttributes['AWSTraceHeader']?.StringValue ?? null,
    senderId,
    sentAt: now,
    visibleAt: now + delaySeconds(queue, entry) * 1000,
  });
  context.waiters.wake(queue.name);
  return {
    MessageId: id,
    MD5OfMessageBody: md5(body),
    ...(Object.keys(attributes).length > 0 && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
    ...(Object.keys(systemAttributes).length > 0 && {
      MD5OfMessageSystemAttributes: md5OfAttributes(systemAttributes),
    }),
  };
}

/** Bytes of body and attributes together, which is what the limits are about. */
export function messageSize(entry: SendEntry): number {
  return Buffer.byteLength(entry.MessageBody ?? '') + attributesSize(entry.MessageAttributes ?? {});
}

function delaySeconds(queue: Queue, entry: SendEntry): number {
  const delay = entry.DelaySeconds ?? numberAttribute(queue.attributes, 'DelaySeconds');
  if (!Number.isInteger(delay) || delay < 0 || delay > MAX_DELAY_SECONDS) {
    throw invalidValue(delay, 'DelaySeconds', `DelaySeconds must be >= 0 and <= ${MAX_DELAY_SECONDS}.`);
  }
  return delay;
}
