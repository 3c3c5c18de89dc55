import { decodeCursor, encodeCursor } from '@tradewind/dynamodb/cursor';
import type { RotatingSecret } from '@tradewind/parameters/secrets';
import type { PageCursors } from '../domain/ports.ts';

/** Cursors signed with the stage's secret, which is read when the first one is needed; they outlive its rotation. */
export function signedCursors(secret: RotatingSecret): PageCursors {
  return {
    async seal(orderId, scope) {
      return encodeCursor({ orderId }, { scope, secret: await secret.current() });
    },
    async open(cursor, scope) {
      const { orderId } = await secret.withAnyValue((value) => decodeCursor(cursor, { scope, secret: value }));
      return String(orderId);
    },
  };
}
