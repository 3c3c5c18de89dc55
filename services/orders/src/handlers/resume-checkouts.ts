import { scheduleHandler } from '@tradewind/middleware';
import { resumeCheckouts } from '../use-cases/resume-checkouts.ts';
import { resumeCheckoutsDeps } from '../wiring.ts';

export const handler = scheduleHandler({ deps: resumeCheckoutsDeps }, async ({ deps, log }) => {
  for (const report of await resumeCheckouts(deps)) {
    if (report.action === 'park') {
      log.error('order.parked', report);
      log.metric('OrdersParked');
    } else if (report.action === 'failed') {
      log.error('order.not-resumed', report);
    } else {
      log.warn('order.resumed', report);
      log.metric('OrdersResumed');
    }
  }
});
