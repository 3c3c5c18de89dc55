import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConditionFailedError } from './errors.ts';
import { namesIn } from './expression.ts';
import { transact, transactGet } from './transaction.ts';
import type { Item, Key, Query, QueryPage, Table, Write } from './types.ts';

const marshallOptions = { removeUndefinedValues: true } as const;

let sharedClient: DynamoDBClient | undefined;

/**
 * The process-wide client, made on first use so that importing a module costs a cold start nothing. It composes the
 * SDK's middleware once for each command instead of for each call, which is a fifth of what a call costs.
 */
export function dynamoDbClient(): DynamoDBClient {
  sharedClient ??= new DynamoDBClient({ cacheMiddleware: true });
  return sharedClient;
}

function marshalled(values: Item | undefined): Record<string, AttributeValue> | undefined {
  return values === undefined || Object.keys(values).length === 0 ? undefined : marshall(values, marshallOptions);
}

function expressionInput(write: { condition?: string; values?: Item }, ...expressions: (string | undefined)[]) {
  return {
    ConditionExpression: write.condition,
    ExpressionAttributeNames: namesIn(write.condition, ...expressions),
    ExpressionAttributeValues: marshalled(write.values),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

async function conditional<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      throw new ConditionFailedError(error.Item === undefined ? undefined : unmarshall(error.Item), error);
    }
    throw error;
  }
}

/**
 * A table as the adapters use it: plain JavaScript values in and out, expression names (`#status`) filled in by
 * themselves, failed conditions as {@link ConditionFailedError} carrying the item that failed them.
 */
export function openTable(tableName: string, client: DynamoDBClient = dynamoDbClient()): Table {
  const TableName = tableName;
  return {
    name: tableName,
    async get(key: Key, options = {}) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: options.consistent ?? false }),
      );
      return Item === undefined ? undefined : unmarshall(Item);
    },
    async put(item: Item, write = {}) {
      const input = { TableName, Item: marshall(item, marshallOptions), ...expressionInput(write) };
      await conditional(client.send(new PutItemCommand(input)));
    },
    async update(key: Key, write) {
      const input = {
        TableName,
        Key: marshall(key),
        UpdateExpression: write.update,
        ReturnValues: 'ALL_NEW' as const,
        ...expressionInput(write, write.update),
      };
      const { Attributes } = await conditional(client.send(new UpdateItemCommand(input)));
      return unmarshall(Attributes ?? {});
    },
    async delete(key: Key, write = {}) {
      const input = { TableName, Key: marshall(key), ...expressionInput(write) };
      await conditional(client.send(new DeleteItemCommand(input)));
    },
    async query(query: Query): Promise<QueryPage> {
      const output = await client.send(
        new QueryCommand({
          TableName,
          IndexName: query.index,
          KeyConditionExpression: query.where,
          FilterExpression: query.filter,
          ExpressionAttributeNames: namesIn(query.where, query.filter),
          ExpressionAttributeValues: marshalled(query.values),
          Limit: query.limit,
          ScanIndexForward: query.order !== 'descending',
          ConsistentRead: query.consistent,
          ExclusiveStartKey: query.after === undefined ? undefined : marshall(query.after),
        }),
      );
      return {
        items: (output.Items ?? []).map((item) => unmarshall(item)),
        lastKey: output.LastEvaluatedKey === undefined ? undefined : unmarshall(output.LastEvaluatedKey),
      };
    },
    async batchGet(keys: readonly Key[], options = {}) {
      const found: Item[] = [];
      let pending = keys.map((key) => marshall(key));
      while (pending.length > 0) {
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetItemCommand({
            RequestItems: { [TableName]: { Keys: pending.slice(0, 100), ConsistentRead: options.consistent ?? false } },
          }),
        );
        found.push(...(Responses?.[TableName] ?? []).map((item) => unmarshall(item)));
        pending = [...(UnprocessedKeys?.[TableName]?.Keys ?? []), ...pending.slice(100)];
      }
      return found;
    },
    transact: (writes: readonly Write[], options) => transact(client, TableName, writes, options),
    transactGet: (keys: readonly Key[]) => transactGet(client, TableName, keys),
  };
}
