import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';

/** What a piece of work has consumed, indexes included. */
export interface Units {
  readonly read: number;
  readonly write: number;
}

export interface MeteredTable {
  readonly table: Table;
  /** Refused conditional writes are left out, since they report nothing. */
  unitsOf(work: () => Promise<unknown>): Promise<Units>;
}

const Capacity = z.object({ CapacityUnits: z.number() });
const Output = z.object({ output: z.object({ ConsumedCapacity: z.union([Capacity, z.array(Capacity)]) }) });
const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'TransactGetItemsCommand']);

/** A table whose client asks DynamoDB what every call has cost. */
export function meteredTable(name: string): MeteredTable {
  const consumed = { read: 0, write: 0 };
  const client = new DynamoDBClient({});
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity } = Output.parse(result).output;
        const kind = READS.has(commandName) ? 'read' : 'write';
        for (const { CapacityUnits } of [ConsumedCapacity].flat()) consumed[kind] += CapacityUnits;
        return result;
      },
    { step: 'initialize', name: 'meter' },
  );
  return {
    table: openTable(name, client),
    async unitsOf(work) {
      const before = { ...consumed };
      await work();
      return { read: consumed.read - before.read, write: consumed.write - before.write };
    },
  };
}
