import { LIVE, type Resources, type Value } from '@tradewind/rollout';
import { logAlertMetric } from './metric.ts';
import type { ServiceInventory } from './service-inventory.ts';

/** `config/serverless/log-alerts.yml`: which lines raise an alert, and the function that raises it. */
export interface LogAlerts {
  /** Of CloudWatch Logs. */
  readonly pattern: string;
  /** `service:` of the stack that owns the function. */
  readonly service: string;
  readonly function: string;
  /** Stacks that do not subscribe their own functions. */
  readonly apart: readonly string[];
  /** Whether the function is called by its live alias, as where versions are rolled out gradually. */
  readonly alias: boolean;
}

function stackOf({ service }: ServiceInventory): string {
  return `tradewind-${service}`;
}

/** Whether the service is the one that raises the alerts, and so must not be woken by its own lines. */
export function raisesLogAlerts(inventory: ServiceInventory, alerts: LogAlerts): boolean {
  return stackOf(inventory) === alerts.service;
}

/**
 * Hands such lines of every function of the service to the function that raises the alerts, which lies in another stack
 * and is named by its name. Its permission speaks of all log groups of the stage.
 */
function subscriptions(inventory: ServiceInventory, alerts: LogAlerts): Resources {
  const { service, stage, functions } = inventory;
  if (alerts.apart.includes(stackOf(inventory))) return {};
  const name = `${alerts.service}-${stage}-${alerts.function}${alerts.alias ? `:${LIVE}` : ''}`;
  const destination: Value = {
    'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`,
  };
  const filters = functions.flatMap(({ key, logicalId, logGroupId }) => {
    if (logGroupId === undefined) return [];
    const Properties = {
      FilterName: `tradewind-${service}-${stage}-${key}-alerts`,
      LogGroupName: { Ref: logGroupId },
      FilterPattern: alerts.pattern,
      DestinationArn: destination,
    };
    return [[`${logicalId}Alerts`, { Type: 'AWS::Logs::SubscriptionFilter', Properties }] as const];
  });
  return Object.fromEntries(filters);
}

/** Counts such lines where nobody is told of them: the alarm `log-alert` stands on it. */
function counting(inventory: ServiceInventory, { pattern }: LogAlerts): Resources {
  const { namespace, name } = logAlertMetric(inventory);
  const filters = inventory.functions.flatMap(({ logicalId, logGroupId }) => {
    if (logGroupId === undefined) return [];
    const Properties = {
      LogGroupName: { Ref: logGroupId },
      FilterPattern: pattern,
      MetricTransformations: [{ MetricNamespace: namespace, MetricName: name, MetricValue: '1' }],
    };
    return [[`${logicalId}Alerts`, { Type: 'AWS::Logs::MetricFilter', Properties }] as const];
  });
  return Object.fromEntries(filters);
}

/** What watches the log of each function: a subscription that says what happened, or a count for who is subscribed. */
export function logAlertFilters(inventory: ServiceInventory, alerts: LogAlerts): Resources {
  return raisesLogAlerts(inventory, alerts) ? counting(inventory, alerts) : subscriptions(inventory, alerts);
}
