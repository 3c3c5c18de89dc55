import { outboxHandler } from '@tradewind/middleware';
import { outboxDeps } from '../wiring.ts';

export const handler = outboxHandler({ deps: outboxDeps });
