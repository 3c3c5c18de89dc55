import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { AwsError } from './api.ts';

const FORM = 'application/x-www-form-urlencoded';

/** The operation of `X-Amz-Target: AmazonSQS.SendMessage`, or of a form's `Action`; empty where the protocol is REST. */
export function operationName(headers: IncomingHttpHeaders, rawBody?: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  return rawBody !== undefined && isForm(headers) ? (formOf(rawBody).get('Action') ?? '') : '';
}

/**
 * The body as JSON for the JSON protocols (they name a target), the fields of a form for the older Query protocol, `{}`
 * otherwise. Throws SerializationException.
 */
export function readInput(headers: IncomingHttpHeaders, rawBody: Buffer): unknown {
  if (isForm(headers)) return Object.fromEntries(formOf(rawBody));
  if (headers['x-amz-target'] === undefined || rawBody.length === 0) return {};
  try {
    const input: unknown = JSON.parse(rawBody.toString('utf8'));
    return input;
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

function isForm(headers: IncomingHttpHeaders): boolean {
  return headers['x-amz-target'] === undefined && headers['content-type']?.startsWith(FORM) === true;
}

function formOf(rawBody: Buffer): URLSearchParams {
  return new URLSearchParams(rawBody.toString('utf8'));
}

/** Collects a request's body. What is larger than `limit` bytes is read to its end, dropped and refused. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= limit) chunks.push(bytes);
  }
  if (size > limit) {
    throw new AwsError('RequestEntityTooLargeException', `Request size exceeds ${limit} bytes.`, 413);
  }
  return Buffer.concat(chunks);
}
