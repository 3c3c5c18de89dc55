import { logHandler } from '@tradewind/middleware';
import { raiseLogAlertsDeps } from '../alerts-wiring.ts';
import { raiseLogAlerts } from '../use-cases/raise-log-alerts.ts';

export const handler = logHandler({ deps: raiseLogAlertsDeps }, async ({ deps, batch, log }) => {
  const { logGroup, logEvents } = batch;
  const lines = logEvents.map(({ message }) => message);
  // The ids of events are theirs for ever, also when the batch is delivered again.
  const outcomes = await raiseLogAlerts(deps, { logGroup, batch: logEvents[0]?.id ?? '', lines });
  for (const { service, functionName, fingerprint, kind, count, told } of outcomes) {
    // Without the words of the line: the log of this function is watched for them, too.
    log.info('fault.seen', { subject: `${service}/${functionName}`, fingerprint, kind, count, told });
  }
});
