import { outboxWrite, TransactionFailedError, type Item, type Table, type Write } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import { userNotFound } from '../domain/errors.ts';
import { EXPORT_LIFE, type ExportPart, type ExportRequest } from '../domain/personal-export.ts';
import type { Exports } from '../domain/ports.ts';
import { ACTIVE_USER, userKey, userPartition } from './user-rows.ts';

const RequestRow = z.object({ exportId: z.string(), userId: z.string(), requestedAt: z.string() });
const PartRow = z.object({
  exportId: z.string(),
  userId: z.string(),
  service: z.string(),
  part: z.int(),
  last: z.boolean(),
  records: z.array(z.record(z.string(), z.unknown())),
});

const PART_DIGITS = 6;

function exportPrefix(exportId: string): string {
  return `EXPORT#${exportId}#`;
}

function requestRow(request: ExportRequest): Item {
  const expiresAt = Math.floor(Date.parse(request.requestedAt) / 1000) + EXPORT_LIFE;
  return { pk: userPartition(request.userId), sk: `${exportPrefix(request.exportId)}REQUEST`, ...request, expiresAt };
}

function partRow(part: ExportPart, expiresAt: number): Item {
  const number = String(part.part).padStart(PART_DIGITS, '0');
  const sk = `${exportPrefix(part.exportId)}PART#${part.service}#${number}`;
  return { pk: userPartition(part.userId), sk, ...part, expiresAt };
}

/** Copies in the person's own partition, so that an erasure takes them along; none is written once that has begun. */
export function dynamoExports(table: Table): Exports {
  async function whileActive(userId: string, writes: readonly Write[]): Promise<boolean> {
    try {
      await table.transact([{ check: userKey(userId), condition: ACTIVE_USER }, ...writes]);
      return true;
    } catch (error) {
      if (error instanceof TransactionFailedError && error.conditionFailedAt(0) !== undefined) return false;
      throw error;
    }
  }

  return {
    async begin(request, own, event) {
      const row = requestRow(request);
      const expiresAt = z.int().parse(row['expiresAt']);
      const writes = [{ put: row }, { put: partRow(own, expiresAt) }, outboxWrite(event)];
      if (!(await whileActive(request.userId, writes))) throw userNotFound();
    },
    async record(part, now) {
      const expiresAt = Math.floor(now.getTime() / 1000) + EXPORT_LIFE;
      await whileActive(part.userId, [{ put: partRow(part, expiresAt) }]);
    },
    async find(userId, exportId) {
      const rows: Item[] = [];
      let after: Record<string, string> | undefined;
      do {
        const { items, lastKey } = await table.query({
          where: '#pk = :pk AND begins_with(#sk, :prefix)',
          values: { ':pk': userPartition(userId), ':prefix': exportPrefix(exportId) },
          consistent: true,
          ...(after === undefined ? {} : { after }),
        });
        rows.push(...items);
        after = lastKey === undefined ? undefined : z.record(z.string(), z.string()).parse(lastKey);
      } while (after !== undefined);
      const head = rows.find(({ sk }) => String(sk).endsWith('#REQUEST'));
      if (head === undefined) return undefined;
      const parts = rows.filter((row) => row !== head).map((row) => PartRow.parse(row));
      return { request: RequestRow.parse(head), parts };
    },
  };
}
