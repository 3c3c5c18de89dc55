import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { text } from '../http/shapes.ts';
import { UserView } from './views.ts';

export const updateProfile = defineRoute({
  service: 'identity',
  name: 'update-profile',
  method: 'PATCH',
  path: '/v1/users/me',
  access: 'shopper',
  summary: 'Change the profile of the signed-in user',
  request: { body: z.strictObject({ name: text(1, 100) }) },
  responses: { 200: UserView },
  problems: [
    { status: 404, code: 'identity.user-not-found' },
    { status: 412, code: 'request.stale-version' },
  ],
  ifMatch: 'required',
  etag: true,
});
