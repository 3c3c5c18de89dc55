import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { AddressId } from './address-views.ts';

export const deleteAddress = defineRoute({
  service: 'identity',
  name: 'delete-address',
  method: 'DELETE',
  path: '/v1/users/me/addresses/{addressId}',
  access: 'shopper',
  summary: 'Forget one of your addresses',
  description: 'After the default has been forgotten there is none until another one is made it.',
  request: { path: z.strictObject({ addressId: AddressId }) },
  responses: { 204: null },
  problems: [
    { status: 404, code: 'identity.address-not-found' },
    { status: 404, code: 'identity.user-not-found' },
    { status: 409, code: 'identity.concurrent-change' },
  ],
  ifMatch: 'required',
});
