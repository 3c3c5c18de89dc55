import { UserRegistered } from '@tradewind/contracts/identity/user-registered.v1';
import { on, queueHandler } from '@tradewind/middleware';
import { rememberBuyer } from '../use-cases/remember-buyer.ts';
import { rememberBuyerDeps } from '../wiring.ts';

export const handler = queueHandler(
  { deps: rememberBuyerDeps },
  on(UserRegistered, { replays: 'apply' }, ({ event, deps }) => rememberBuyer(deps, event.data)),
);
