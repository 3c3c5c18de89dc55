import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';

const Capacity = z.object({ CapacityUnits: z.number() });
const Output = z.object({ output: z.object({ ConsumedCapacity: z.union([Capacity, z.array(Capacity)]) }) });
const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'TransactGetItemsCommand']);

export interface MeteredTable {
  readonly table: Table;
  /** The write units that this work has taken, refused conditional writes left out, since they report none. */
  writeUnitsOf(work: () => Promise<unknown>): Promise<number>;
}

/** A table whose client asks DynamoDB what every write has cost. */
export function meteredTable(name: string): MeteredTable {
  let units = 0;
  const client = new DynamoDBClient({});
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        if (READS.has(commandName)) return result;
        const { ConsumedCapacity } = Output.parse(result).output;
        for (const { CapacityUnits } of [ConsumedCapacity].flat()) units += CapacityUnits;
        return result;
      },
    { step: 'initialize', name: 'meter' },
  );
  return {
    table: openTable(name, client),
    async writeUnitsOf(work) {
      const before = units;
      await work();
      return units - before;
    },
  };
}
