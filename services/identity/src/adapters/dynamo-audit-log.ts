import { TransactionFailedError, type Item, type Query, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import { GENESIS, type AuditEntry } from '../domain/audit-log.ts';
import type { AuditFilter, AuditLog } from '../domain/audit-ports.ts';
import {
  actorPartition,
  entryFromRow,
  entryRow,
  eventRow,
  foundEntry,
  HEAD_KEY,
  headFromRow,
  headRow,
  LOG_PARTITION,
  sequenceKey,
  targetPartition,
} from './audit-rows.ts';

/** Queries behind one page, so that filters which keep little end in a short page instead of a long wait. */
const MAX_QUERIES = 10;
/** Behind every character of a time and of the sequence after it. */
const LAST = '~';

const Place = z.record(z.string(), z.string());
const AFTER_GENESIS = { condition: 'attribute_not_exists(#pk)' } as const;

function indexOf({ actor, target }: AuditFilter) {
  if (target !== undefined) return { index: 'gsi2', partition: targetPartition(target) };
  if (actor !== undefined) return { index: 'gsi1', partition: actorPartition(actor) };
  return { index: 'gsi3', partition: LOG_PARTITION };
}

function queryOf(filter: AuditFilter): Query {
  const { index, partition } = indexOf(filter);
  const { action, since = '', until = '' } = filter;
  const actor = index === 'gsi2' ? filter.actor : undefined;
  const conditions = [
    ...(action === undefined ? [] : ['#action = :action']),
    ...(actor === undefined ? [] : ['#actor = :actor']),
  ];
  return {
    index,
    where: `#${index}pk = :partition AND #${index}sk BETWEEN :since AND :until`,
    values: {
      ':partition': partition,
      // A key is never empty, and a space comes before every digit.
      ':since': since === '' ? ' ' : since,
      ':until': `${until}${LAST}`,
      ...(action === undefined ? {} : { ':action': action }),
      ...(actor === undefined ? {} : { ':actor': actor }),
    },
    ...(conditions.length === 0 ? {} : { filter: conditions.join(' AND ') }),
    order: 'descending',
  };
}

/** A row that was tampered with is left to the verification; the list goes on without it. */
const readable = (row: Item): AuditEntry[] => {
  const entry = entryFromRow(row);
  return entry === undefined ? [] : [entry];
};

/**
 * `LOG` / `<sequence>` holds the entries, `HEAD` the end of the chain, `EVENT#<id>` what is recorded. Appending writes all
 * three under conditions, so that of two entries behind the same predecessor one is stored.
 */
export function dynamoAuditLog(table: Table): AuditLog {
  return {
    async head() {
      return headFromRow(await table.get(HEAD_KEY, { consistent: true }));
    },
    async append(entry) {
      const { previousHash } = entry;
      const onPrevious =
        previousHash === GENESIS.hash
          ? AFTER_GENESIS
          : { condition: '#hash = :previous', values: { ':previous': previousHash } };
      try {
        await table.transact([
          { put: eventRow(entry), condition: 'attribute_not_exists(#pk)' },
          { put: headRow(entry), ...onPrevious },
          { put: entryRow(entry), condition: 'attribute_not_exists(#pk)' },
        ]);
        return 'appended';
      } catch (error) {
        if (!(error instanceof TransactionFailedError)) throw error;
        return error.conditionFailedAt(0) === undefined ? 'overtaken' : 'known';
      }
    },
    async list(filter, { limit, after }) {
      const query = queryOf(filter);
      const entries: AuditEntry[] = [];
      let next = after;
      for (let queries = 1; queries <= MAX_QUERIES; queries += 1) {
        const rest = { limit: limit - entries.length, ...(next === undefined ? {} : { after: next }) };
        const { items, lastKey } = await table.query({ ...query, ...rest });
        entries.push(...items.flatMap(readable));
        next = lastKey === undefined ? undefined : Place.parse(lastKey);
        if (next === undefined || entries.length === limit) break;
      }
      return { entries, next };
    },
    async read(afterSequence, limit) {
      const { items } = await table.query({
        where: '#pk = :log AND #sk > :after',
        values: { ':log': LOG_PARTITION, ':after': sequenceKey(afterSequence) },
        limit,
        consistent: true,
      });
      return items.map(foundEntry);
    },
  };
}
