import { UserRegistered } from '@tradewind/contracts/identity/user-registered.v1';
import { counting, outboxHandler } from '@tradewind/middleware';
import { publishOutboxDeps } from '../wiring.ts';

const measures = [counting(UserRegistered, (_, log) => log.metric('UsersRegistered'))];

export const handler = outboxHandler({ deps: publishOutboxDeps, measures });
