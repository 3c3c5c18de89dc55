import { confirmPasswordReset as route } from '@tradewind/contracts/identity/confirm-password-reset';
import { httpHandler, noContent } from '@tradewind/middleware';
import { confirmPasswordReset } from '../use-cases/confirm-password-reset.ts';
import { confirmPasswordResetDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: confirmPasswordResetDeps }, async ({ deps, body, trace }) => {
  await confirmPasswordReset(deps)({ ...body, trace });
  return noContent();
});
