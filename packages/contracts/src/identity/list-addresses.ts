import { defineRoute } from '../http/route.ts';
import { pageOf } from '../http/shapes.ts';
import { SavedAddressView } from './address-views.ts';

export const listAddresses = defineRoute({
  service: 'identity',
  name: 'list-addresses',
  method: 'GET',
  path: '/v1/users/me/addresses',
  access: 'shopper',
  summary: 'List your addresses, oldest first',
  description: 'There are at most 50, so that one page holds them all: `nextCursor` is always null.',
  responses: { 200: pageOf(SavedAddressView) },
});
