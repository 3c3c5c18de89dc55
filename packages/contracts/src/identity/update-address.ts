import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { AddressId, AddressPatch, SavedAddressView } from './address-views.ts';

export const updateAddress = defineRoute({
  service: 'identity',
  name: 'update-address',
  method: 'PATCH',
  path: '/v1/users/me/addresses/{addressId}',
  access: 'shopper',
  summary: 'Change one of your addresses',
  description: 'A JSON merge patch (RFC 7396).',
  request: { path: z.strictObject({ addressId: AddressId }), body: AddressPatch },
  responses: { 200: SavedAddressView },
  problems: [
    { status: 404, code: 'identity.address-not-found' },
    { status: 404, code: 'identity.user-not-found' },
    { status: 409, code: 'identity.concurrent-change' },
  ],
  ifMatch: 'required',
  etag: true,
});
