import { defineRoute } from '../http/route.ts';
import { UserView } from './views.ts';

export const getProfile = defineRoute({
  service: 'identity',
  name: 'get-profile',
  method: 'GET',
  path: '/v1/users/me',
  access: 'shopper',
  summary: 'Read the profile of the signed-in user',
  responses: { 200: UserView },
  problems: [{ status: 404, code: 'identity.user-not-found' }],
  etag: true,
});
