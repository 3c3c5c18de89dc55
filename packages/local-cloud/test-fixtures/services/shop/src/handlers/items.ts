import type { APIGatewayProxyEventV2, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as table from '../table.ts';

export async function put({ pathParameters, body }: APIGatewayProxyEventV2): Promise<object> {
  await table.put(`ITEM#${pathParameters?.['id']}`, body ?? '');
  return { statusCode: 204 };
}

export async function get({ pathParameters }: APIGatewayProxyEventV2): Promise<object> {
  const value = await table.get(`ITEM#${pathParameters?.['id']}`);
  if (value === undefined) return { statusCode: 404 };
  return {
    statusCode: 200,
    headers: { ETag: '"1"', 'Access-Control-Allow-Origin': 'https://evil.example' },
    body: value,
  };
}

/** Copies inserted items; one named `poison` can never be copied. */
export async function copy({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const { dynamodb } of Records) {
    const pk = dynamodb?.NewImage?.['pk']?.S ?? '';
    if (pk.startsWith('ITEM#poison'))
      return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
    await table.put(pk.replace('ITEM#', 'COPY#'), dynamodb?.NewImage?.['value']?.S ?? '');
    await table.count(pk.replace('ITEM#', 'COPIES#'));
  }
  return { batchItemFailures: [] };
}
