import { outboxHandler } from '@tradewind/middleware';
import { publishOutboxDeps } from '../wiring.ts';

export const handler = outboxHandler({ deps: publishOutboxDeps });
