import { randomUUID } from 'node:crypto';
import { invalidReceiptHandle } from './errors.ts';

const PREFIX = 'tradewind-receipt';

/** A new opaque handle for one receive of one message. */
export function newReceiptHandle(queue: string): string {
  return Buffer.from(`${PREFIX}|${queue}|${randomUUID()}`).toString('base64');
}

/** Throws ReceiptHandleIsInvalid for what was never a handle of this queue. An outdated handle passes, as on AWS. */
export function checkReceiptHandle(queue: string, handle: string): void {
  const [prefix, name] = Buffer.from(handle, 'base64').toString('utf8').split('|');
  if (prefix !== PREFIX || name !== queue) throw invalidReceiptHandle();
}
