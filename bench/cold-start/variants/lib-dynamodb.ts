import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** The same read as the tutorials write it: no stack at all, no validation, no checks. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const productId = event.pathParameters?.['productId'];
  const Key = { pk: `PRODUCT#${productId}`, sk: 'PRODUCT' };
  const { Item } = await table.send(new GetCommand({ TableName: process.env['TABLE_NAME'], Key }));
  const headers = { 'content-type': 'application/json' };
  if (Item === undefined) return { statusCode: 404, headers, body: JSON.stringify({ message: 'Not Found' }) };
  return { statusCode: 200, headers, body: JSON.stringify(Item) };
}
