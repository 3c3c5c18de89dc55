import { decodeCursor, encodeCursor } from '@tradewind/dynamodb';
import type { Cursors } from '../use-cases/ports.ts';

/** Cursors signed with the stage's secret, which is fetched when the first one is needed. */
export function signedCursors(secret: () => Promise<string>): Cursors {
  return {
    seal: async (position, scope) => encodeCursor(position, { scope, secret: await secret() }),
    open: async (cursor, scope) => decodeCursor(cursor, { scope, secret: await secret() }),
  };
}
