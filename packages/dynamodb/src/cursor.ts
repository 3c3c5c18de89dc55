import { DomainError } from '@tradewind/kernel';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Item, Key } from './types.ts';

export interface CursorOptions {
  /** What the cursor continues: the route and its filters. A cursor of another list or filter is refused. */
  readonly scope: string;
  /** The stage's signing key, from Parameter Store. */
  readonly secret: string;
}

const SIGNATURE_LENGTH = 22;

function signature(payload: string, { scope, secret }: CursorOptions): string {
  return createHmac('sha256', secret).update(`${scope}\n${payload}`).digest('base64url').slice(0, SIGNATURE_LENGTH);
}

function refuse(cause?: unknown): DomainError {
  return new DomainError('invalid', 'request.invalid-cursor', 'The cursor is not one that this list gave out.', {
    errors: [
      {
        path: 'query.cursor',
        code: 'invalid_cursor',
        message: 'Use nextCursor of the previous page with the same filters.',
      },
    ],
    cause,
  });
}

function isKey(value: unknown): value is Key {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((part) => typeof part === 'string' || typeof part === 'number')
  );
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch (error) {
    throw refuse(error);
  }
}

/** An opaque, signed text for the last evaluated key. */
export function encodeCursor(lastKey: Item, options: CursorOptions): string {
  const payload = Buffer.from(JSON.stringify(lastKey)).toString('base64url');
  return `${payload}.${signature(payload, options)}`;
}

/** The key inside a cursor. Throws `request.invalid-cursor` (400) for one that was forged, cut or made for another list. */
export function decodeCursor(cursor: string, options: CursorOptions): Key {
  const [payload = '', signed = '', ...rest] = cursor.split('.');
  const expected = Buffer.from(signature(payload, options));
  const given = Buffer.from(signed);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) throw refuse();
  const key = parsed(payload);
  if (!isKey(key)) throw refuse();
  return key;
}
