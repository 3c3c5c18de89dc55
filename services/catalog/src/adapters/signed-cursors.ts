import { decodeCursor, encodeCursor } from '@tradewind/dynamodb';
import type { RotatingSecret } from '@tradewind/parameters/secrets';
import type { Cursors } from '../use-cases/ports.ts';

/** Cursors signed with the stage's secret, which is read when the first one is needed; they outlive its rotation. */
export function signedCursors(secret: RotatingSecret): Cursors {
  return {
    seal: async (position, scope) => encodeCursor(position, { scope, secret: await secret.current() }),
    open: (cursor, scope) => secret.withAnyValue((value) => decodeCursor(cursor, { scope, secret: value })),
  };
}
