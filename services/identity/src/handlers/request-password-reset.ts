import { requestPasswordReset as route } from '@tradewind/contracts/identity/request-password-reset';
import { accepted, httpHandler } from '@tradewind/middleware';
import { requestPasswordReset } from '../use-cases/request-password-reset.ts';
import { requestPasswordResetDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: requestPasswordResetDeps }, async ({ deps, body, log }) => {
  const outcome = await requestPasswordReset(deps)(body);
  log.info('Password reset requested.', { outcome });
  return accepted({ email: body.email, status: 'code_sent' });
});
