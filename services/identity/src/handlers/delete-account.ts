import { deleteAccount as route } from '@tradewind/contracts/identity/delete-account';
import { accepted, httpHandler } from '@tradewind/middleware';
import { deleteAccount } from '../use-cases/delete-account.ts';
import { deleteAccountDeps } from '../erasure-wiring.ts';
import { toErasureView } from './views/erasure.ts';

export const handler = httpHandler(route, { deps: deleteAccountDeps }, async ({ deps, body, caller, trace }) => {
  const report = await deleteAccount(deps)({ userId: caller.userId, password: body.password, trace });
  return accepted(toErasureView(report));
});
