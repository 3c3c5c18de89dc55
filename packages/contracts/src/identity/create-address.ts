import { defineRoute } from '../http/route.ts';
import { NewAddress, SavedAddressView } from './address-views.ts';

export const createAddress = defineRoute({
  service: 'identity',
  name: 'create-address',
  method: 'POST',
  path: '/v1/users/me/addresses',
  access: 'shopper',
  summary: 'Keep an address',
  description: 'The first address becomes the default by itself. At most 50 are kept.',
  request: { body: NewAddress },
  responses: { 201: SavedAddressView },
  problems: [
    { status: 404, code: 'identity.user-not-found' },
    { status: 409, code: 'identity.concurrent-change' },
    { status: 422, code: 'identity.too-many-addresses' },
  ],
  etag: true,
});
