import type { Resources, Value } from '@tradewind/rollout';
import { alarmsOf } from './alarms.ts';
import { logAlertFilters, raisesLogAlerts, type LogAlerts } from './log-alerts.ts';
import { savedQueries } from './logs.ts';
import { inventoryOf } from './service-inventory.ts';
import { serviceDashboard } from './service-dashboard.ts';
import { shopDashboard } from './shop-dashboard.ts';
import { traceEverything } from './traces.ts';

/** What is observed in a stage, and where alarms go. */
export interface Observation {
  /** `service:` of the serverless.yml. */
  readonly service: string;
  readonly stage: string;
  readonly tracing: boolean;
  readonly dashboards: boolean;
  readonly alarms: boolean;
  /** From the platform's stack, for all others. */
  readonly alarmTopicArn: string;
  /** Nobody is told of single lines without. */
  readonly logAlerts?: LogAlerts | undefined;
}

/** The topic's own stack knows it by its logical id. */
const ALARM_TOPIC = 'AlarmTopic';

/**
 * Adds to a finished template what makes the service observable, generated from what the template has: traces, saved
 * queries, a dashboard, alarms, and what watches the lines of its log. Changes the resources.
 */
export function observe(resources: Resources, observation: Observation): void {
  const { service, stage, tracing, dashboards, alarms, alarmTopicArn, logAlerts } = observation;
  const inventory = inventoryOf(resources, service, stage);
  const topic: Value = ALARM_TOPIC in resources ? { Ref: ALARM_TOPIC } : alarmTopicArn;
  if (tracing) traceEverything(resources);
  Object.assign(
    resources,
    savedQueries(inventory),
    dashboards ? { ...serviceDashboard(inventory), ...shopDashboard(inventory) } : {},
    alarms
      ? alarmsOf(inventory, topic, {
          countsLogAlerts: logAlerts !== undefined && raisesLogAlerts(inventory, logAlerts),
        })
      : {},
    alarms && logAlerts !== undefined ? logAlertFilters(inventory, logAlerts) : {},
  );
}
