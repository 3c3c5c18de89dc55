import { getHealth } from '@tradewind/contracts/platform/get-health';
import { timestamp } from '@tradewind/kernel';
import { httpHandler, ok } from '@tradewind/middleware';
import { healthDeps } from '../wiring.ts';

/** `GET /health`: answers when the gateway and a function of this stage do. */
export const handler = httpHandler(getHealth, { deps: healthDeps }, async ({ deps }) =>
  ok({ status: 'ok', stage: deps.stage, time: timestamp(deps.clock) }),
);
