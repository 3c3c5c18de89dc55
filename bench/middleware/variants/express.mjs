import express from 'express';
import serverless from 'serverless-http';

const app = express();

app.use(express.json());
app.post('/v1/carts/:cartId/items', (request, response) => {
  const { variantId, quantity } = request.body;
  response.json({ cartId: request.params['cartId'], variantId, quantity });
});

export const handler = serverless(app);
