import { scheduleHandler } from '@tradewind/middleware';
import { checkInvariants } from '../use-cases/check-invariants.ts';
import { checkInvariantsDeps } from '../wiring.ts';

export const handler = scheduleHandler({ deps: checkInvariantsDeps }, async ({ deps, log }) => {
  const { broken, parked, orders } = await checkInvariants(deps);
  for (const finding of broken) log.error('invariant.broken', { ...finding });
  log.info('invariants.checked', { broken: broken.length, parked, orders });
  // Also when they are zero: an alarm takes silence for a check that does not run.
  log.metric('InvariantsBroken', broken.length);
  log.metric('ParkedOrders', parked);
});
