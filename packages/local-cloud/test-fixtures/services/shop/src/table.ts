import { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const TableName = process.env['TABLE_NAME'];

export async function put(pk: string, value: string): Promise<void> {
  await client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, value: { S: value } } }));
}

export async function get(pk: string): Promise<string | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: { pk: { S: pk } }, ConsistentRead: true }));
  return Item?.['value']?.S;
}

/** Counts how often a thing was done. */
export async function count(pk: string): Promise<void> {
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: pk } },
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
}
