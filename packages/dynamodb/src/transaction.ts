import {
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { setTimeout as delay } from 'node:timers/promises';
import { TransactionFailedError, type FailedWrite } from './errors.ts';
import { namesIn } from './expression.ts';
import type { Conditional, Item, Key, TransactOptions, Write } from './types.ts';

const MAX_ATTEMPTS = 8;
const BASE_DELAY_MS = 15;
const MAX_DELAY_MS = 500;
const TRANSIENT = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function conditionInput(write: Conditional, update?: string) {
  const hasValues = write.values !== undefined && Object.keys(write.values).length > 0;
  return {
    ConditionExpression: write.condition,
    ExpressionAttributeNames: namesIn(write.condition, update),
    ExpressionAttributeValues: hasValues ? marshall(write.values, { removeUndefinedValues: true }) : undefined,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

function toTransactItem(TableName: string, write: Write): TransactWriteItem {
  if ('put' in write) {
    const Item = marshall(write.put, { removeUndefinedValues: true });
    return { Put: { TableName, Item, ...conditionInput(write) } };
  }
  if ('key' in write) {
    const Key = marshall(write.key);
    return { Update: { TableName, Key, UpdateExpression: write.update, ...conditionInput(write, write.update) } };
  }
  if ('delete' in write) {
    return { Delete: { TableName, Key: marshall(write.delete), ...conditionInput(write) } };
  }
  const input = { ...conditionInput(write), ConditionExpression: write.condition };
  return { ConditionCheck: { TableName, Key: marshall(write.check), ...input } };
}

function failedWrites(error: TransactionCanceledException): FailedWrite[] {
  return (error.CancellationReasons ?? []).flatMap((reason, index) =>
    reason.Code === undefined || reason.Code === 'None'
      ? []
      : [{ index, code: reason.Code, item: reason.Item === undefined ? undefined : unmarshall(reason.Item) }],
  );
}

/** Full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015), in ms. */
function backoff(attempt: number): number {
  return Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
}

export async function transact(
  client: DynamoDBClient,
  tableName: string,
  writes: readonly Write[],
  options: TransactOptions = {},
): Promise<void> {
  const TransactItems = writes.map((write) => toTransactItem(tableName, write));
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: options.token }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const failures = failedWrites(error);
      const transient = failures.length > 0 && failures.every(({ code }) => TRANSIENT.has(code));
      if (!transient || attempt === MAX_ATTEMPTS) throw new TransactionFailedError(failures, error);
      await delay(backoff(attempt));
    }
  }
}

export async function transactGet(
  client: DynamoDBClient,
  TableName: string,
  keys: readonly Key[],
): Promise<(Item | undefined)[]> {
  const TransactItems = keys.map((key) => ({ Get: { TableName, Key: marshall(key) } }));
  const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems }));
  return keys.map((_, index) => {
    const found = Responses?.[index]?.Item;
    return found === undefined ? undefined : unmarshall(found);
  });
}
