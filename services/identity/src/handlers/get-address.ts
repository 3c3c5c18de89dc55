import { getAddress as route } from '@tradewind/contracts/identity/get-address';
import { httpHandler, ok } from '@tradewind/middleware';
import { getAddress } from '../use-cases/get-address.ts';
import { readAddressesDeps } from '../wiring.ts';
import { toAddressView } from './views/address.ts';

export const handler = httpHandler(route, { deps: readAddressesDeps }, async ({ deps, path, caller }) => {
  const address = await getAddress(deps)({ userId: caller.userId, addressId: path.addressId });
  return ok(toAddressView(address), { etag: address.version });
});
