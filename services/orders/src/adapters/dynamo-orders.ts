import { ConditionFailedError, outboxWrite, TransactionFailedError, type Item, type Table } from '@tradewind/dynamodb';
import { concurrentChange } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import type { OrderRepository, OutgoingEvent } from '../domain/ports.ts';
import {
  fromRows,
  headKey,
  linesKey,
  orderIdOf,
  orderPartition,
  toHead,
  toLinesRow,
  userIndexKey,
  userPartition,
} from './order-rows.ts';
import { UNSETTLED_PARTITIONS } from './unsettled-index.ts';

function unlessChanged(version: number) {
  return { condition: '#version = :version', values: { ':version': version } };
}

async function orConcurrentChange(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const overtaken =
      error instanceof ConditionFailedError ||
      (error instanceof TransactionFailedError && error.conditionFailedAt(0) !== undefined);
    throw overtaken ? concurrentChange() : error;
  }
}

/** Written before the step that needs it; of two runs of one order the first to write fixes it. */
async function writeLines(table: Table, order: Order): Promise<void> {
  if (order.status !== 'pending' || order.step !== 'reserve' || order.content === undefined) return;
  try {
    await table.put(toLinesRow(order.id, order.content), { condition: 'attribute_not_exists(#pk)' });
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}

async function writeHead(table: Table, order: Order, events: readonly OutgoingEvent[]): Promise<void> {
  const head = toHead(order);
  const unchanged = unlessChanged(order.version - 1);
  if (events.length === 0) return table.put(head, unchanged);
  return table.transact([{ put: head, ...unchanged }, ...events.map(outboxWrite)]);
}

function inOrderOf(ids: readonly string[], rows: readonly Item[]): Order[] {
  const byOrder = Map.groupBy(rows, orderIdOf);
  return ids.flatMap((id) => fromRows(byOrder.get(id) ?? []) ?? []);
}

/** Orders in the service's table: HEAD and LINES rows, `gsi1` by shopper, `gsi2` of what is unsettled. */
export function dynamoOrders(table: Table): OrderRepository {
  return {
    async add(order) {
      await orConcurrentChange(table.put(toHead(order), { condition: 'attribute_not_exists(#pk)' }));
    },
    async find(orderId) {
      const { items } = await table.query({
        where: '#pk = :pk',
        values: { ':pk': orderPartition(orderId) },
        consistent: true,
      });
      return fromRows(items);
    },
    async save(order, ...events) {
      await writeLines(table, order);
      await orConcurrentChange(writeHead(table, order, events));
    },
    announce: (event) => table.transact([outboxWrite(event)]),
    async discard({ id, version, content }) {
      await orConcurrentChange(table.delete(headKey(id), unlessChanged(version)));
      if (content !== undefined) await table.delete(linesKey(id));
    },
    async listByUser(userId, { limit, after }) {
      const { items, lastKey } = await table.query({
        index: 'gsi1',
        where: '#gsi1pk = :user',
        values: { ':user': userPartition(userId) },
        order: 'descending',
        limit,
        ...(after === undefined ? {} : { after: { ...headKey(after), ...userIndexKey(userId, after) } }),
      });
      const ids = items.map(orderIdOf);
      const rows = ids.length === 0 ? [] : await table.batchGet(ids.flatMap((id) => [headKey(id), linesKey(id)]));
      return { orders: inOrderOf(ids, rows), nextAfter: lastKey === undefined ? undefined : ids.at(-1) };
    },
    async overdue(now, limit) {
      const pages = await Promise.all(
        UNSETTLED_PARTITIONS.map((partition) =>
          table.query({
            index: 'gsi2',
            where: '#gsi2pk = :partition AND #gsi2sk <= :now',
            values: { ':partition': partition, ':now': now },
            limit,
          }),
        ),
      );
      return pages.flatMap(({ items }) => items.map(orderIdOf)).slice(0, limit);
    },
  };
}
