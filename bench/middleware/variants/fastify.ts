import awsLambdaFastify from '@fastify/aws-lambda';
import fastify from 'fastify';

interface AddItem {
  Params: { cartId: string };
  Body: { variantId: string; quantity: number };
}

const app = fastify();

app.post<AddItem>('/v1/carts/:cartId/items', async ({ params, body }) => ({
  cartId: params.cartId,
  variantId: body.variantId,
  quantity: body.quantity,
}));

export const handler = awsLambdaFastify(app);
