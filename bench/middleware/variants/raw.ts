import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The floor: the same answer without any framework, the body taken as it comes. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { variantId, quantity } = JSON.parse(event.body ?? '{}');
  const body = JSON.stringify({ cartId: event.pathParameters?.['cartId'], variantId, quantity });
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}
