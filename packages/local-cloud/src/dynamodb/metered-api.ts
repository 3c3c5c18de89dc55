import * as z from 'zod/mini';
import type { AwsApi } from '../aws/api.ts';

/** What one request on items has used of one table, indexes included. */
export interface CapacityUse {
  /** `UpdateItem` */
  readonly operation: string;
  readonly kind: 'read' | 'write';
  readonly table: string;
  readonly units: number;
  /** Who signed: the key of a function's role, or any other for root. */
  readonly accessKeyId: string;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

const Consumed = z.object({ TableName: z.string(), CapacityUnits: z.number() });
const Answer = z.object({ ConsumedCapacity: z.optional(z.union([Consumed, z.array(Consumed)])) });
const Input = z.record(z.string(), z.unknown());

/** DynamoDB that tells what each request on items costs, whether its caller asks or not. Refused writes cost nothing here. */
export function meteredApi(api: AwsApi, onUse: (use: CapacityUse) => void): AwsApi {
  return {
    ...api,
    signingNames: api.signingNames,
    async handle(call) {
      const { operation, accessKeyId } = call;
      const kind = READS.has(operation) ? 'read' : 'write';
      if (kind === 'write' && !WRITES.has(operation)) return api.handle(call);
      const answer = await api.handle({
        ...call,
        input: { ReturnConsumedCapacity: 'TOTAL', ...Input.parse(call.input) },
      });
      if (answer.status !== 200) return answer;
      const { ConsumedCapacity = [] } = Answer.parse(JSON.parse(answer.body));
      for (const { TableName, CapacityUnits } of [ConsumedCapacity].flat()) {
        onUse({ operation, kind, table: TableName, units: CapacityUnits, accessKeyId });
      }
      return answer;
    },
  };
}
