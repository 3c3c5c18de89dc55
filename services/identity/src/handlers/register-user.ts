import { registerUser as route } from '@tradewind/contracts/identity/register-user';
import { accepted, httpHandler } from '@tradewind/middleware';
import { registerUser } from '../use-cases/register-user.ts';
import { registerUserDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: registerUserDeps }, async ({ deps, body, trace, log }) => {
  const outcome = await registerUser(deps)({ ...body, trace });
  log.info('Registration requested.', { outcome });
  return accepted({ email: body.email, status: 'confirmation_required' });
});
