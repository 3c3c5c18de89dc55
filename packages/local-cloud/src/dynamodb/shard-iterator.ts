import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';

/** A place in a stream: behind this sequence number. */
export interface StreamPosition {
  readonly streamArn: string;
  readonly after: number;
}

const Position = z.strictObject({ streamArn: z.string(), after: z.int() });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function encodeIterator(position: StreamPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Throws ValidationException for text that is no iterator. */
export function decodeIterator(iterator: string): StreamPosition {
  const position = z.safeParse(Position, parsedJson(Buffer.from(iterator, 'base64url').toString('utf8')));
  if (!position.success) throw new AwsError('ValidationException', 'Invalid ShardIterator');
  return position.data;
}
