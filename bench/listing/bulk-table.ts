import { BatchWriteItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Table } from '@tradewind/dynamodb';

/** Of BatchWriteItem. */
const BATCH = 25;

/**
 * A table whose transactions of new items are stored in batches, which is many times faster; for filling an empty table
 * where no condition can fail.
 */
export function bulkTable(table: Table, client: DynamoDBClient): { readonly table: Table; flush(): Promise<void> } {
  let pending: Record<string, AttributeValue>[] = [];

  async function store(items: readonly Record<string, AttributeValue>[]): Promise<void> {
    const RequestItems = { [table.name]: items.map((Item) => ({ PutRequest: { Item } })) };
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('The embedded DynamoDB left items out.');
  }

  return {
    table: {
      ...table,
      async transact(writes) {
        for (const write of writes) {
          if (!('put' in write)) throw new Error('Only new items are stored in bulk.');
          pending.push(marshall(write.put, { removeUndefinedValues: true }));
        }
        if (pending.length < BATCH) return;
        const items = pending.slice(0, BATCH);
        pending = pending.slice(BATCH);
        await store(items);
      },
    },
    async flush() {
      while (pending.length > 0) {
        const items = pending.slice(0, BATCH);
        pending = pending.slice(BATCH);
        await store(items);
      }
    },
  };
}
