import { UserErased } from '@tradewind/contracts/identity/user-erased.v1';
import { on, queueHandler } from '@tradewind/middleware';
import { erasePerson } from '../use-cases/erase-person.ts';
import { erasePersonDeps } from '../wiring.ts';

export const handler = queueHandler(
  { deps: erasePersonDeps },
  on(UserErased, { replays: 'apply' }, ({ event, deps, trace }) =>
    erasePerson(deps)({ userId: event.data.userId, trace }),
  ),
);
