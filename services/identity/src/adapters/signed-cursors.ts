import { decodeCursor, encodeCursor } from '@tradewind/dynamodb/cursor';
import type { PageCursors } from '../domain/ports.ts';

/** Cursors signed with the stage's secret, which is read on first use only. */
export function signedCursors(secret: () => Promise<string>): PageCursors {
  return {
    async seal(place, scope) {
      return encodeCursor(place, { scope, secret: await secret() });
    },
    async open(cursor, scope) {
      const key = decodeCursor(cursor, { scope, secret: await secret() });
      return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, String(value)]));
    },
  };
}
