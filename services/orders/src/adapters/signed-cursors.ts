import { decodeCursor, encodeCursor } from '@tradewind/dynamodb/cursor';
import type { PageCursors } from '../domain/ports.ts';

/** Cursors signed with the stage's secret, which is read on first use only. */
export function signedCursors(secret: () => Promise<string>): PageCursors {
  return {
    async seal(orderId, scope) {
      return encodeCursor({ orderId }, { scope, secret: await secret() });
    },
    async open(cursor, scope) {
      const { orderId } = decodeCursor(cursor, { scope, secret: await secret() });
      return String(orderId);
    },
  };
}
