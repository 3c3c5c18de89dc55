import { randomUUID } from 'node:crypto';
import type { AwsDispatcher } from '../aws/dispatcher.ts';
import type { AwsCallMessage, AwsReplyMessage } from './sandbox-messages.ts';

const NOTHING = Buffer.alloc(0);

/** Answers a function's calls to AWS as the endpoint does, without the socket between them. */
export function awsByMessage(dispatch: AwsDispatcher): (call: AwsCallMessage) => Promise<AwsReplyMessage> {
  return async ({ method, path, headers, body }) => {
    const answer = await dispatch({ method, path, headers, body: bytesOf(body) });
    return { ...answer, headers: { ...answer.headers, 'x-amzn-requestid': randomUUID() } };
  };
}

function bytesOf(body: AwsCallMessage['body']): Buffer {
  if (body === undefined) return NOTHING;
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
