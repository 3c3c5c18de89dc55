import type { Resource, Resources, Value, ValueMap } from '@tradewind/rollout';
import { ALARM_KINDS, runbookOf, type AlarmKind } from './alarm-kinds.ts';
import * as metrics from './metric.ts';
import type { Metric } from './metric.ts';
import type { ServiceInventory, WatchedFunction } from './service-inventory.ts';

const MINUTE = 60;
const FIVE_MINUTES = 300;
const SIX_HOURS = 21_600;

interface Threshold {
  readonly above: number;
  readonly period: number;
  /** So many of the last so many periods. */
  readonly of?: readonly [breaching: number, periods: number];
  readonly statistic?: 'Average' | 'Maximum' | 'Sum';
  readonly percentile?: 'p99';
  /** What silence means; nothing wrong, unless said otherwise. */
  readonly missing?: 'breaching';
}

interface AlarmPlan {
  readonly kind: AlarmKind;
  /** What it watches, in kebab-case; the alarm is named by it. */
  readonly subject: string;
  /** Several are added up. */
  readonly metrics: readonly Metric[];
  readonly threshold: Threshold;
}

function dimensionsOf({ dimensions }: Metric): ValueMap[] {
  return Object.entries(dimensions).map(([Name, value]) => ({ Name, Value: value }));
}

function watched(plan: AlarmPlan): ValueMap {
  const { statistic = 'Sum', percentile, period } = plan.threshold;
  const [only, ...more] = plan.metrics;
  if (only === undefined) throw new Error(`The alarm ${plan.subject} watches nothing.`);
  if (more.length === 0) {
    const how: ValueMap = percentile === undefined ? { Statistic: statistic } : { ExtendedStatistic: percentile };
    const low: ValueMap = percentile === undefined ? {} : { EvaluateLowSampleCountPercentile: 'ignore' };
    return {
      Namespace: only.namespace,
      MetricName: only.name,
      Dimensions: dimensionsOf(only),
      Period: period,
      ...how,
      ...low,
    };
  }
  const parts = plan.metrics.map((metric, index) => ({
    Id: `m${index}`,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensionsOf(metric) },
      Period: period,
      Stat: statistic,
    },
  }));
  const sum = parts.map(({ Id }) => `FILL(${Id}, 0)`).join(' + ');
  return { Metrics: [...parts, { Id: 'sum', Expression: sum, Label: plan.kind, ReturnData: true }] };
}

function pascalCase(text: string): string {
  return text.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function alarmOf(plan: AlarmPlan, { service, stage }: ServiceInventory, topic: Value): Resource {
  const { above, of: [breaching, periods] = [1, 1], missing = 'notBreaching' } = plan.threshold;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `tradewind-${service}-${stage}-${plan.kind}-${plan.subject}`,
      AlarmDescription: `${ALARM_KINDS[plan.kind]} (${plan.subject}) Runbook: ${runbookOf(plan.kind)}`,
      ...watched(plan),
      Threshold: above,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: periods,
      DatapointsToAlarm: breaching,
      TreatMissingData: missing,
      AlarmActions: [topic],
      OKActions: [topic],
    },
  };
}

/** Of those that people or the saga wait for: a third of the timeout, since gateways and callers give up before it. */
function slowness({ trigger, timeoutSeconds }: WatchedFunction): number {
  return Math.round(timeoutSeconds * 1_000 * (trigger === 'http' ? 0.3 : 0.6));
}

function functionPlans(fn: WatchedFunction, { service }: ServiceInventory): AlarmPlan[] {
  // What callers are refused by agreement, such as a declined payment, is an error for Lambda, but none of the function's.
  const hasCaller = fn.trigger === 'http' || fn.trigger === 'call';
  const errors = hasCaller ? metrics.ownMetric('Errors', service, fn) : metrics.lambdaMetric('Errors', fn.name);
  const plans: AlarmPlan[] = [
    {
      kind: 'function-errors',
      subject: fn.key,
      metrics: [errors],
      // Each invocation is a 0 or a 1, so that the average is the share that fails.
      threshold: { above: 0.05, statistic: 'Average', period: FIVE_MINUTES, of: [2, 3] },
    },
  ];
  if (hasCaller) {
    const threshold: Threshold = { above: slowness(fn), percentile: 'p99', period: FIVE_MINUTES, of: [3, 3] };
    plans.push({
      kind: 'slow-function',
      subject: fn.key,
      metrics: [metrics.lambdaMetric('Duration', fn.name)],
      threshold,
    });
  }
  if (fn.trigger === 'stream') {
    const threshold: Threshold = { above: 60_000, statistic: 'Maximum', period: MINUTE, of: [3, 5] };
    plans.push({
      kind: 'iterator-age',
      subject: fn.key,
      metrics: [metrics.lambdaMetric('IteratorAge', fn.name)],
      threshold,
    });
  }
  return plans;
}

function shortName(name: string, { service, stage }: ServiceInventory): string {
  const prefix = `tradewind-${service}-${stage}`;
  return name.startsWith(prefix) ? name.slice(prefix.length).replace(/^-/, '') || service : name;
}

function queuePlans(inventory: ServiceInventory): AlarmPlan[] {
  const deadLetters = inventory.deadLetterQueues.map(({ name }): AlarmPlan => ({
    kind: 'dead-letters',
    subject: shortName(name, inventory),
    metrics: [metrics.queueMetric('ApproximateNumberOfMessagesVisible', name)],
    threshold: { above: 0, statistic: 'Maximum', period: MINUTE },
  }));
  const waiting = inventory.queues.map(({ name }): AlarmPlan => ({
    kind: 'queue-age',
    subject: shortName(name, inventory),
    metrics: [metrics.queueMetric('ApproximateAgeOfOldestMessage', name)],
    threshold: { above: 600, statistic: 'Maximum', period: MINUTE, of: [3, 5] },
  }));
  return [...deadLetters, ...waiting];
}

function tablePlans(inventory: ServiceInventory): AlarmPlan[] {
  return inventory.tables.map(({ name }) => ({
    kind: 'throttles',
    subject: `table-${shortName(name, inventory)}`,
    metrics: ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => metrics.tableMetric(metric, name)),
    threshold: { above: 10, period: MINUTE, of: [3, 5] },
  }));
}

function sagaPlans(inventory: ServiceInventory): AlarmPlan[] {
  if (inventory.stateMachines.length === 0) return [];
  const failures = inventory.stateMachines.map(({ logicalId, name }): AlarmPlan => ({
    kind: 'saga-failures',
    subject: shortName(name, inventory),
    metrics: ['ExecutionsFailed', 'ExecutionsTimedOut'].map((metric) => metrics.sagaMetric(metric, logicalId)),
    threshold: { above: 3, period: FIVE_MINUTES },
  }));
  const parked: AlarmPlan = {
    kind: 'saga-parked',
    subject: 'orders',
    metrics: [metrics.businessMetric('OrdersParked', inventory.stage)],
    threshold: { above: 0, period: MINUTE },
  };
  return [...failures, parked];
}

/** The check runs every six hours: two in a row without a word are as bad as a finding. */
function invariantPlans({ functions, stage }: ServiceInventory): AlarmPlan[] {
  if (!functions.some(({ key }) => key === 'check-invariants')) return [];
  const check = (metric: string, kind: AlarmKind, missing?: 'breaching'): AlarmPlan => ({
    kind,
    subject: metric === 'ParkedOrders' ? 'waiting' : 'stock-money-orders',
    metrics: [metrics.businessMetric(metric, stage)],
    threshold: {
      above: 0,
      statistic: 'Maximum',
      period: SIX_HOURS,
      ...(missing === undefined ? {} : { missing, of: [1, 2] as const }),
    },
  });
  return [check('InvariantsBroken', 'invariant-broken', 'breaching'), check('ParkedOrders', 'saga-parked')];
}

const API_ERRORS: Threshold = { above: 0.01, statistic: 'Average', period: FIVE_MINUTES, of: [2, 3] };

function restApiPlans({ restApis }: ServiceInventory): AlarmPlan[] {
  return restApis.map(({ name }) => ({
    kind: 'api-errors',
    subject: 'rest-api',
    metrics: [metrics.restApiMetric('5XXError', name)],
    threshold: API_ERRORS,
  }));
}

/** Of the account as a whole, told once: by the service that owns the API. */
function platformPlans({ httpApi }: ServiceInventory): AlarmPlan[] {
  if (httpApi === undefined) return [];
  return [
    {
      kind: 'api-errors',
      subject: 'http-api',
      metrics: [metrics.apiMetric('5xx', httpApi)],
      threshold: API_ERRORS,
    },
    {
      kind: 'throttles',
      subject: 'functions',
      // Without a dimension: all functions of the account and region, for the price of one.
      metrics: [{ namespace: 'AWS/Lambda', name: 'Throttles', dimensions: {} }],
      threshold: { above: 0, period: FIVE_MINUTES, of: [2, 3] },
    },
  ];
}

/** Of the service that is told of the others' lines and cannot be told of its own. */
function logPlan(inventory: ServiceInventory): AlarmPlan {
  const metric = metrics.logAlertMetric(inventory);
  return { kind: 'log-alert', subject: 'functions', metrics: [metric], threshold: { above: 0, period: MINUTE } };
}

/** The alarms of a service. `topic` is where they and their end are told. */
export function alarmsOf(
  inventory: ServiceInventory,
  topic: Value,
  { countsLogAlerts }: { readonly countsLogAlerts: boolean },
): Resources {
  const plans = [
    ...inventory.functions.flatMap((fn) => functionPlans(fn, inventory)),
    ...queuePlans(inventory),
    ...tablePlans(inventory),
    ...sagaPlans(inventory),
    ...invariantPlans(inventory),
    ...platformPlans(inventory),
    ...restApiPlans(inventory),
    ...(countsLogAlerts ? [logPlan(inventory)] : []),
  ];
  return Object.fromEntries(
    plans.map((plan) => [`${pascalCase(`${plan.kind}-${plan.subject}`)}Alarm`, alarmOf(plan, inventory, topic)]),
  );
}
