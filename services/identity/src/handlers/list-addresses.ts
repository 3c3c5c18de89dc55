import { listAddresses as route } from '@tradewind/contracts/identity/list-addresses';
import { httpHandler, ok } from '@tradewind/middleware';
import { listAddresses } from '../use-cases/list-addresses.ts';
import { readAddressesDeps } from '../wiring.ts';
import { toAddressView } from './views/address.ts';

export const handler = httpHandler(route, { deps: readAddressesDeps }, async ({ deps, caller }) => {
  const addresses = await listAddresses(deps)(caller.userId);
  return ok({ data: addresses.map(toAddressView), nextCursor: null });
});
