import * as z from 'zod/mini';
import { AwsError, type AwsCall } from '../aws/api.ts';
import { accessOf } from '../dynamodb/partiql/access.ts';
import type { WriteFault } from './fault-plan.ts';
import type { Random } from './seeded-random.ts';

const Named = z.object({ TableName: z.string() });
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), z.unknown())) });
const Batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });

const TRANSACTIONS = new Set(['TransactWriteItems', 'ExecuteTransaction']);

/** Words of AWS: what on-demand tables say when they cannot keep up. */
const THROTTLED = 'Throughput exceeds the current throughput limit for your table or index.';
const CONFLICT = 'Transaction is ongoing for the item';

/** The operations of PartiQL, each with the member that holds its statements. */
const Statements = z.object({
  Statement: z.optional(z.string()),
  Statements: z.optional(z.array(z.object({ Statement: z.string() }))),
  TransactStatements: z.optional(z.array(z.object({ Statement: z.string() }))),
});

type WriteFailure = (tables: readonly string[]) => AwsError;

function transactionTables(input: unknown): string[] {
  const { data } = z.safeParse(Transaction, input);
  return (data?.TransactItems ?? []).flatMap((action) =>
    Object.values(action).flatMap((target) => z.safeParse(Named, target).data?.TableName ?? []),
  );
}

function statementTables(input: unknown): string[] {
  const { data } = z.safeParse(Statements, input);
  const statements = [...(data?.Statements ?? []), ...(data?.TransactStatements ?? [])].map((part) => part.Statement);
  if (data?.Statement !== undefined) statements.push(data.Statement);
  const uses = statements.flatMap((statement) => accessOf(statement) ?? []);
  return uses.every(({ action }) => action === 'PartiQLSelect') ? [] : uses.map(({ table }) => table);
}

/** The tables that a call writes to, one for each of its actions; none for a call that does not write. */
function writtenTables({ operation, input }: Pick<AwsCall, 'operation' | 'input'>): string[] {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [z.safeParse(Named, input).data?.TableName ?? ''];
    case 'BatchWriteItem':
      return Object.keys(z.safeParse(Batch, input).data?.RequestItems ?? {});
    case 'TransactWriteItems':
      return transactionTables(input);
    case 'ExecuteStatement':
    case 'BatchExecuteStatement':
    case 'ExecuteTransaction':
      return statementTables(input);
    default:
      return [];
  }
}

/** One action of the transaction is named as the reason, as if another writer had come to that item first. */
function cancelled(actions: number, code: string, message: string): AwsError {
  const reasons = Array.from({ length: actions }, (_, index) =>
    index === 0 ? { Code: code, Message: message } : { Code: 'None' },
  );
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    400,
    { CancellationReasons: reasons },
  );
}

const throttledCall: WriteFailure = () => new AwsError('ThrottlingException', THROTTLED);
const conflictingCall: WriteFailure = () => new AwsError('TransactionConflictException', CONFLICT);
const throttledTransaction: WriteFailure = ({ length }) => cancelled(length, 'ThrottlingError', THROTTLED);
const conflictingTransaction: WriteFailure = ({ length }) => cancelled(length, 'TransactionConflict', CONFLICT);

/**
 * The failure that a call meets instead of being carried out, in the words of AWS; undefined where it meets none.
 * A failed call has had no effect, as on AWS.
 */
export function writeFailure(
  faults: readonly WriteFault[],
  call: Pick<AwsCall, 'operation' | 'input'>,
  random: Random,
): AwsError | undefined {
  const tables = writtenTables(call);
  if (tables.length === 0) return undefined;
  const isTransaction = TRANSACTIONS.has(call.operation);
  for (const { table, conflictPercent, throttlePercent } of faults) {
    if (table !== undefined && !tables.includes(table)) continue;
    const drawn = random() * 100;
    if (drawn < conflictPercent) return (isTransaction ? conflictingTransaction : conflictingCall)(tables);
    if (drawn < conflictPercent + throttlePercent)
      return (isTransaction ? throttledTransaction : throttledCall)(tables);
  }
  return undefined;
}
