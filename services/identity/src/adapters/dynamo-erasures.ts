import { outboxWrite, TransactionFailedError, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { ErasurePart, ErasureRequest } from '../domain/erasure.ts';
import { staleVersion } from '../domain/errors.ts';
import type { Erasures } from '../domain/ports.ts';
import { accountKey, userPartition, userRow } from './user-rows.ts';

const REQUEST = 'REQUEST';
const PART = 'PART#';

const RequestRow = z.object({ userId: z.string(), requestedAt: z.string(), requestedBy: z.enum(['person', 'admin']) });
const PartRow = z.object({
  userId: z.string(),
  service: z.string(),
  eventId: z.string(),
  erasedAt: z.string(),
  erased: z.record(z.string(), z.int()),
  kept: z.array(z.string()),
  complete: z.boolean(),
});

function erasurePartition(userId: string): string {
  return `ERASURE#${userId}`;
}

/** `ERASURE#<id>` holds the request and a row for each answer; a person's own rows lie under `USER#<id>`. */
export function dynamoErasures(table: Table): Erasures {
  return {
    async begin({ request, user, events }) {
      try {
        await table.transact([
          { put: userRow(user), condition: '#version = :previous', values: { ':previous': user.version - 1 } },
          { put: { pk: erasurePartition(request.userId), sk: REQUEST, ...request } },
          ...events.map(outboxWrite),
        ]);
      } catch (error) {
        if (error instanceof TransactionFailedError && error.conditionFailedAt(0) !== undefined) throw staleVersion();
        throw error;
      }
    },
    async find(userId) {
      const { items } = await table.query({
        where: '#pk = :pk',
        values: { ':pk': erasurePartition(userId) },
        consistent: true,
      });
      const head = items.find(({ sk }) => sk === REQUEST);
      if (head === undefined) return undefined;
      const request: ErasureRequest = RequestRow.parse(head);
      const parts: ErasurePart[] = items.filter((row) => row !== head).map((row) => PartRow.parse(row));
      return { request, parts };
    },
    async record(part) {
      await table.put({ pk: erasurePartition(part.userId), sk: `${PART}${part.service}#${part.eventId}`, ...part });
    },
    async forgetPerson(userId, email) {
      const { items } = await table.query({
        where: '#pk = :pk',
        values: { ':pk': userPartition(userId) },
        consistent: true,
      });
      for (const { pk, sk } of items) await table.delete({ pk: String(pk), sk: String(sk) });
      await forgetAccount(table, userId, email);
      return items.filter(({ sk }) => String(sk).startsWith('ADDRESS#')).length;
    },
  };
}

/** The address may belong to somebody else by now: who registered it anew keeps it. */
async function forgetAccount(table: Table, userId: string, email: string): Promise<void> {
  const row = await table.get(accountKey(email), { consistent: true });
  if (row?.['userId'] !== userId) return;
  await table.delete(accountKey(email), {
    condition: 'attribute_not_exists(#pk) OR #userId = :userId',
    values: { ':userId': userId },
  });
}
