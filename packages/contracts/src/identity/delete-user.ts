import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ErasureView } from './erasure-views.ts';
import { UserId } from './views.ts';

export const deleteUser = defineRoute({
  service: 'identity',
  name: 'delete-user',
  method: 'DELETE',
  path: '/v1/users/{userId}',
  access: 'admin',
  summary: "Erase a person's account and data",
  description: 'It cannot be taken back. `GET /v1/users/{userId}/erasure` tells what each service erased.',
  request: { path: z.strictObject({ userId: UserId }) },
  responses: { 202: ErasureView },
  problems: [{ status: 404, code: 'identity.user-not-found' }],
  ifMatch: 'required',
});
