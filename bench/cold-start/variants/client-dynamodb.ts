import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const client = new DynamoDBClient({});

/** The read of `lib-dynamodb.ts` on the plain client. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const productId = event.pathParameters?.['productId'];
  const Key = marshall({ pk: `PRODUCT#${productId}`, sk: 'PRODUCT' });
  const { Item } = await client.send(new GetItemCommand({ TableName: process.env['TABLE_NAME'], Key }));
  const headers = { 'content-type': 'application/json' };
  if (Item === undefined) return { statusCode: 404, headers, body: JSON.stringify({ message: 'Not Found' }) };
  return { statusCode: 200, headers, body: JSON.stringify(unmarshall(Item)) };
}
