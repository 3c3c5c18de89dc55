import { BUSINESS_METRICS, type BusinessMetricName } from '@tradewind/middleware/metrics/business-metrics';
import { NAMESPACE } from '@tradewind/middleware/metrics/embedded-metrics';
import type { Resources } from '@tradewind/rollout';
import { dashboard, figures, graph, heading, searchGraph, type Line, type Widget } from './dashboard.ts';
import * as metrics from './metric.ts';
import type { ServiceInventory } from './service-inventory.ts';

const HALF = { width: 12 };

/** What the shop's metrics are called on the dashboard. */
const TITLES: Readonly<Record<BusinessMetricName, string>> = {
  OrdersConfirmed: 'Orders confirmed',
  Revenue: 'Revenue in minor units',
  OrdersDeclined: 'Checkouts declined',
  OrdersCancelled: 'Orders cancelled',
  ReservationFailures: 'Reservations refused for want of stock',
  PaymentsDeclined: 'Payments declined',
  UsersRegistered: 'Users registered',
  OrdersResumed: 'Checkouts resumed by the schedule',
  OrdersParked: 'Orders parked for an operator',
  ParkedOrders: 'Orders that wait for an operator',
  InvariantsBroken: 'Broken invariants of stock, money and orders',
};

function titleOf(name: string): string {
  const titles: Readonly<Record<string, string>> = TITLES;
  return titles[name] ?? name;
}

/** Metrics that have no dimension but the stage are lines; the others are found by search, whatever values there are. */
function businessWidgets(stage: string): Widget[] {
  const lines: Line[] = [];
  const searches: Widget[] = [];
  for (const [name, metric] of Object.entries(BUSINESS_METRICS)) {
    if ('dimension' in metric) {
      const search = `{${NAMESPACE},stage,${metric.dimension}} MetricName="${name}" stage="${stage}"`;
      searches.push(...searchGraph(`${titleOf(name)}, by ${metric.dimension}`, search, 'Sum', HALF));
    } else {
      lines.push({
        metric: metrics.businessMetric(name, stage),
        label: titleOf(name),
        stat: name === 'ParkedOrders' || name === 'InvariantsBroken' ? 'Maximum' : 'Sum',
      });
    }
  }
  return [...figures('The shop', lines), ...graph('The shop', lines, { width: 24 }), ...searches];
}

function platformWidgets(stage: string, httpApi: string): Widget[] {
  const api = (name: string, stat: string): Line => ({ metric: metrics.apiMetric(name, httpApi), label: name, stat });
  return [
    ...graph('Requests to the API', [api('Count', 'Sum'), api('4xx', 'Sum'), api('5xx', 'Sum')]),
    ...graph('Latency of the API (ms)', [api('Latency', 'p50'), { ...api('Latency', 'p99'), label: 'Latency p99' }]),
    ...searchGraph(
      'Sagas',
      `{AWS/States,StateMachineArn} tradewind ${stage} MetricName=("ExecutionsStarted" OR "ExecutionsFailed")`,
      'Sum',
    ),
    ...searchGraph(
      'Dead letters of all services',
      `{AWS/SQS,QueueName} tradewind ${stage} dlq MetricName="ApproximateNumberOfMessagesVisible"`,
      'Maximum',
      HALF,
    ),
    ...searchGraph(
      'Share of failed calls, by function',
      `{${NAMESPACE},service,function} MetricName="Errors" ${stage}`,
      'Average',
      HALF,
    ),
  ];
}

/** The shop as a whole: what it sells, what its API answers, and whether something waits. One for each stage. */
export function shopDashboard({ stage, httpApi }: ServiceInventory): Resources {
  if (httpApi === undefined) return {};
  const text = `# The shop · ${stage}\nMoney is in minor units of its currency. Each service has a dashboard of its own: \`tradewind-${stage}-<service>\`.`;
  const widgets = [...heading(text), ...businessWidgets(stage), ...platformWidgets(stage, httpApi)];
  return { ShopDashboard: dashboard(`tradewind-${stage}-shop`, widgets) };
}
