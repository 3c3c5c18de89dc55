import { deleteAddress as route } from '@tradewind/contracts/identity/delete-address';
import { httpHandler, noContent } from '@tradewind/middleware';
import { deleteAddress } from '../use-cases/delete-address.ts';
import { changeAddressesDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: changeAddressesDeps }, async ({ deps, path, caller, ifMatch }) => {
  await deleteAddress(deps)({ userId: caller.userId, addressId: path.addressId, expectedVersion: ifMatch });
  return noContent();
});
