import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';

export const MessageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.optional(z.string()),
  /** Base64, as the JSON protocol carries it. */
  BinaryValue: z.optional(z.string()),
});
export type MessageAttribute = z.output<typeof MessageAttribute>;

export const MessageAttributes = z.record(z.string(), MessageAttribute);
export type MessageAttributes = z.output<typeof MessageAttributes>;

const MAX_ATTRIBUTES = 10;
const NAME = /^(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/;
const RESERVED = /^(?:aws|amazon)\./i;
const DATA_TYPE = /^(?:String|Number|Binary)(?:\..{1,249})?$/;
const STRING_TRANSPORT = 1;
const BINARY_TRANSPORT = 2;

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/**
 * MD5 of message attributes as SQS defines it: for every attribute in order of its name, length-prefixed name and data
 * type, a byte for the transport and the length-prefixed value.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  for (const [name, attribute] of Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const binary = attribute.DataType.startsWith('Binary');
    hash.update(lengthPrefixed(Buffer.from(name)));
    hash.update(lengthPrefixed(Buffer.from(attribute.DataType)));
    hash.update(Buffer.from([binary ? BINARY_TRANSPORT : STRING_TRANSPORT]));
    hash.update(lengthPrefixed(valueBytes(attribute)));
  }
  return hash.digest('hex');
}

/** Bytes that the attributes count towards the size of a message: names, types and values. */
export function attributesSize(attributes: MessageAttributes): number {
  let size = 0;
  for (const [name, attribute] of Object.entries(attributes)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueBytes(attribute).length;
  }
  return size;
}

/** Refuses what SQS refuses: more than ten, bad names, unknown types, empty values. */
export function checkAttributes(attributes: MessageAttributes): void {
  const names = Object.keys(attributes);
  if (names.length > MAX_ATTRIBUTES) {
    throw new AwsError(
      'InvalidParameterValue',
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  }
  for (const [name, attribute] of Object.entries(attributes)) checkAttribute(name, attribute);
}

/** The attributes that a receiver asked for: `All`, `.*`, exact names, or `prefix.*`. */
export function selectAttributes(attributes: MessageAttributes, wanted: readonly string[]): MessageAttributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) =>
      wanted.some(
        (pattern) =>
          pattern === 'All' ||
          pattern === '.*' ||
          pattern === name ||
          (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))),
      ),
    ),
  );
}

function checkAttribute(name: string, attribute: MessageAttribute): void {
  if (!NAME.test(name) || RESERVED.test(name)) {
    throw new AwsError('InvalidParameterValue', `Message (user) attribute name '${name}' is invalid.`);
  }
  if (!DATA_TYPE.test(attribute.DataType)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const empty = attribute.DataType.startsWith('Binary') ? !attribute.BinaryValue : !attribute.StringValue;
  if (empty) {
    throw new AwsError(
      'InvalidParameterValue',
      `The message attribute '${name}' must contain a non-empty value of its type.`,
    );
  }
  if (attribute.DataType.startsWith('Number') && Number.isNaN(Number(attribute.StringValue))) {
    throw new AwsError('InvalidParameterValue', `Can't cast the value of message attribute '${name}' to a number.`);
  }
}

function valueBytes(attribute: MessageAttribute): Buffer {
  return attribute.DataType.startsWith('Binary')
    ? Buffer.from(attribute.BinaryValue ?? '', 'base64')
    : Buffer.from(attribute.StringValue ?? '');
}

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
