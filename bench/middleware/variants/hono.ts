import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();

app.post('/v1/carts/:cartId/items', async (context) => {
  const { variantId, quantity } = await context.req.json();
  return context.json({ cartId: context.req.param('cartId'), variantId, quantity });
});

export const handler = handle(app);
