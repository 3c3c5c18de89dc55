import { scheduleHandler } from '@tradewind/middleware';
import { checkInvariants } from '../use-cases/check-invariants.ts';
import { checkInvariantsDeps } from '../wiring.ts';
import { tellReport } from './tell-report.ts';

export const handler = scheduleHandler({ deps: checkInvariantsDeps }, async ({ deps, log }) => {
  tellReport(await checkInvariants(deps), log);
});
