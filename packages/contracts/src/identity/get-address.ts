import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { AddressId, SavedAddressView } from './address-views.ts';

export const getAddress = defineRoute({
  service: 'identity',
  name: 'get-address',
  method: 'GET',
  path: '/v1/users/me/addresses/{addressId}',
  access: 'shopper',
  summary: 'Read one of your addresses',
  request: { path: z.strictObject({ addressId: AddressId }) },
  responses: { 200: SavedAddressView },
  problems: [{ status: 404, code: 'identity.address-not-found' }],
  etag: true,
});
