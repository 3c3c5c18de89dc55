import { createAddress as route } from '@tradewind/contracts/identity/create-address';
import { created, httpHandler } from '@tradewind/middleware';
import { createAddress } from '../use-cases/create-address.ts';
import { changeAddressesDeps } from '../wiring.ts';
import { toAddressView } from './views/address.ts';

export const handler = httpHandler(route, { deps: changeAddressesDeps }, async ({ deps, body, caller }) => {
  const { default: chosen, ...address } = body;
  const saved = await createAddress(deps)({ userId: caller.userId, address, default: chosen });
  return created(toAddressView(saved), { etag: saved.version, location: `/v1/users/me/addresses/${saved.id}` });
});
