import { updateAddress as route } from '@tradewind/contracts/identity/update-address';
import { httpHandler, ok } from '@tradewind/middleware';
import { updateAddress } from '../use-cases/update-address.ts';
import { changeAddressesDeps } from '../wiring.ts';
import { toAddressView } from './views/address.ts';

export const handler = httpHandler(
  route,
  { deps: changeAddressesDeps },
  async ({ deps, path, body, caller, ifMatch }) => {
    const command = { userId: caller.userId, addressId: path.addressId, change: body, expectedVersion: ifMatch };
    const address = await updateAddress(deps)(command);
    return ok(toAddressView(address), { etag: address.version });
  },
);
