import type { Resources } from '@tradewind/rollout';
import { dashboard, graph, heading, type Line, type Widget } from './dashboard.ts';
import * as metrics from './metric.ts';
import type { Named, ServiceInventory, WatchedFunction } from './service-inventory.ts';

function ofFunctions(
  functions: readonly WatchedFunction[],
  toLine: (fn: WatchedFunction) => Omit<Line, 'label'>,
): Line[] {
  return functions.map((fn) => ({ ...toLine(fn), label: fn.key }));
}

function functionWidgets({ service, functions }: ServiceInventory): Widget[] {
  const http = functions.filter(({ trigger }) => trigger === 'http');
  const others = functions.filter(({ trigger }) => trigger !== 'http');
  const streams = functions.filter(({ trigger }) => trigger === 'stream');
  const own = (name: 'Latency' | 'Errors' | 'ColdStarts', stat: string) => (fn: WatchedFunction) => ({
    metric: metrics.ownMetric(name, service, fn),
    stat,
  });
  const lambda = (name: string, stat: string) => (fn: WatchedFunction) => ({
    metric: metrics.lambdaMetric(name, fn.name),
    stat,
  });
  return [
    ...graph('Requests by route', ofFunctions(http, own('Latency', 'SampleCount')), { stacked: true }),
    ...graph('Latency of routes, p99 (ms)', ofFunctions(http, own('Latency', 'p99'))),
    ...graph('Share of 5xx by route', ofFunctions(http, own('Errors', 'Average'))),
    ...graph('Events, steps and schedules', ofFunctions(others, lambda('Invocations', 'Sum')), { stacked: true }),
    ...graph('Their duration, p99 (ms)', ofFunctions(others, lambda('Duration', 'p99'))),
    ...graph('Their failed invocations', ofFunctions(others, lambda('Errors', 'Sum'))),
    ...graph('Share of cold starts', ofFunctions(functions, own('ColdStarts', 'Average'))),
    ...graph('Throttled invocations', ofFunctions(functions, lambda('Throttles', 'Sum'))),
    ...graph('Age of the streams (ms)', ofFunctions(streams, lambda('IteratorAge', 'Maximum'))),
  ];
}

function ofQueues(queues: readonly Named[], metric: string, stat: string): Line[] {
  return queues.map(({ name }) => ({ metric: metrics.queueMetric(metric, name), label: name, stat }));
}

function queueWidgets({ queues, deadLetterQueues }: ServiceInventory): Widget[] {
  return [
    ...graph('Waiting messages', ofQueues(queues, 'ApproximateNumberOfMessagesVisible', 'Maximum')),
    ...graph('Age of the oldest message (s)', ofQueues(queues, 'ApproximateAgeOfOldestMessage', 'Maximum')),
    ...graph('Dead letters', ofQueues(deadLetterQueues, 'ApproximateNumberOfMessagesVisible', 'Maximum')),
  ];
}

function tableWidgets({ tables }: ServiceInventory): Widget[] {
  const lines = (names: readonly string[]): Line[] =>
    tables.flatMap(({ name }) =>
      names.map((metric) => ({ metric: metrics.tableMetric(metric, name), label: `${name} ${metric}`, stat: 'Sum' })),
    );
  return [
    ...graph('Read and write units', lines(['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'])),
    ...graph('Throttled reads and writes', lines(['ReadThrottleEvents', 'WriteThrottleEvents'])),
  ];
}

function sagaWidgets({ stateMachines }: ServiceInventory): Widget[] {
  const lines = (names: readonly string[], stat: string): Line[] =>
    stateMachines.flatMap(({ logicalId, name }) =>
      names.map((metric) => ({ metric: metrics.sagaMetric(metric, logicalId), label: `${name} ${metric}`, stat })),
    );
  return [
    ...graph(
      'Executions',
      lines(['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut'], 'Sum'),
    ),
    ...graph('Duration of executions, p99 (ms)', lines(['ExecutionTime'], 'p99')),
  ];
}

/** What one service does: its routes, functions, queues, tables and sagas, as its template lists them. */
export function serviceDashboard(inventory: ServiceInventory): Resources {
  const { service, stage } = inventory;
  const text = `# ${service} · ${stage}\nGenerated from the service's template. Saved queries: \`tradewind/${stage}/${service}/\` in Logs Insights. Runbooks: \`docs/runbooks/\`.`;
  const widgets = [
    ...heading(text),
    ...functionWidgets(inventory),
    ...queueWidgets(inventory),
    ...tableWidgets(inventory),
    ...sagaWidgets(inventory),
  ];
  if (widgets.length === 1) return {};
  return { ServiceDashboard: dashboard(`tradewind-${stage}-${service}`, widgets) };
}
