import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';

/** What reads have cost: units, and the items that were looked at, found or passed over. */
export interface Evaluated {
  readonly units: number;
  readonly items: number;
}

const Capacity = z.object({ CapacityUnits: z.number() });
const Output = z.object({
  output: z.object({
    ConsumedCapacity: z.optional(z.union([Capacity, z.array(Capacity)])),
    ScannedCount: z.optional(z.number()),
    Responses: z.optional(z.record(z.string(), z.array(z.unknown()))),
  }),
});

/** A table that tells what each piece of reading costs. */
export function evaluatedTable(name: string, endpoint: string) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  let units = 0;
  let items = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity = [], ScannedCount = 0, Responses = {} } = Output.parse(result).output;
      units += [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
      items += ScannedCount + Object.values(Responses).reduce((sum, found) => sum + found.length, 0);
      return result;
    },
    { step: 'initialize', name: 'evaluate' },
  );
  const table: Table = openTable(name, client);
  return {
    table,
    client,
    async evaluatedBy(work: () => Promise<unknown>): Promise<Evaluated> {
      units = 0;
      items = 0;
      await work();
      return { units, items };
    },
    close: () => client.destroy(),
  };
}
