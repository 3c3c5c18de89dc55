import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

/** The subject of a test, bundled as functions are: one write, and how it ended. */
export async function handler(): Promise<unknown> {
  try {
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'any', Item: { pk: { S: '1' } } }));
    return { statusCode: 200 };
  } catch (error) {
    const isCondition = error instanceof ConditionalCheckFailedException;
    const item = isCondition ? error.Item : undefined;
    return error instanceof Error ? { name: error.name, message: error.message, isCondition, item } : error;
  }
}
