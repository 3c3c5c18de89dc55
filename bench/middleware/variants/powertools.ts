import { Router } from '@aws-lambda-powertools/event-handler/http';
import type { Context } from 'aws-lambda';

const app = new Router();

app.post('/v1/carts/:cartId/items', async ({ req, params }) =>
  Object.assign({ cartId: params['cartId'] }, await req.json()),
);

export const handler = async (event: unknown, context: Context): Promise<unknown> => app.resolve(event, context);
