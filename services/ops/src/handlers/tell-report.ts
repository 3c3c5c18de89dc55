import type { Logger } from '@tradewind/middleware';
import type { InvariantReport } from '../use-cases/check-invariants.ts';

/** One line for each broken invariant, and the metrics, also when they are zero: an alarm takes silence for no check. */
export function tellReport({ broken, parked, orders }: InvariantReport, log: Logger): void {
  for (const { invariant, subject, message } of broken) {
    log.error('invariant.broken', { invariant, subject, detail: message });
  }
  log.info('invariants.checked', { broken: broken.length, parked, orders });
  log.metric('InvariantsBroken', broken.length);
  log.metric('ParkedOrders', parked);
}
