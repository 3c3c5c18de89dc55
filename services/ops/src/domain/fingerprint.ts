import { createHash } from 'node:crypto';
import type { Fault } from './fault.ts';

/** What differs from one occurrence to the next: ids of any make, and numbers. */
const VARYING =
  /\b[a-z]{3}_[0-9A-Z]{26}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=[a-f]*\d)[0-9a-f]{8,}\b|\d+/g;
const LENGTH = 24;

/** The same for the same fault of the same function, whatever request, order or amount it met. */
export function fingerprintOf({ service, functionName, kind, errorType, message }: Fault): string {
  const constant = message.replaceAll(VARYING, '#');
  const text = JSON.stringify([service, functionName, kind, errorType, constant]);
  return createHash('sha256').update(text).digest('hex').slice(0, LENGTH);
}
