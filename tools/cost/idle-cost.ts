import type { DeclaredResource, StageTemplate } from '../policy/stage-template.ts';
import { at, listAt } from '../policy/stage-template.ts';
import type { CostLine } from './line.ts';
import { METRICS_PER_FUNCTION } from './metrics-cost.ts';
import { HOURS_A_MONTH, PRICES } from './prices.ts';
import { runsAMonth } from './schedule.ts';

/** What a function that runs by itself is taken to need per run: a query that finds nothing. */
export interface ScheduledRun {
  readonly durationMs: number;
  readonly readUnits: number;
  readonly logBytes: number;
}

const FEATURE = 'idle';

/**
 * Lambda polls a queue with five connections that each wait up to 20 seconds, also when nothing comes.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const IDLE_POLLS_A_MONTH = 5 * (60 / 20) * 60 * HOURS_A_MONTH;

/** Interface endpoints have an address in each of their subnets, and each is billed. */
function zonesOf(properties: DeclaredResource['properties']): number {
  return Math.max(1, listAt(properties, 'SubnetIds').length);
}

function watchedMetrics(properties: DeclaredResource['properties']): number {
  const queries = listAt(properties, 'Metrics').filter((query) => at(query, 'MetricStat') !== undefined);
  return Math.max(1, queries.length);
}

function cacheHour(properties: DeclaredResource['properties']): number {
  const size = properties['CacheClusterSize'] ?? '0.5';
  return Object.entries(PRICES.restApi.cacheHour).find(([known]) => known === size)?.[1] ?? 0;
}

function gigabytes(megabytes: unknown): number {
  return Number(megabytes ?? 128) / 1024;
}

/** What is billed for a resource's existence: its position, how many and at what, in USD a month. */
type Standing = (resource: DeclaredResource) => [position: string, quantity: number, price: number] | undefined;

const STANDING: Readonly<Record<string, Standing>> = {
  'AWS::KMS::Key': () => ['KMS key', 1, PRICES.kms.key],
  'AWS::SecretsManager::Secret': () => ['secret', 1, PRICES.secrets.secret],
  'AWS::WAFv2::WebACL': ({ properties }) => {
    const rules = listAt(properties, 'Rules').length;
    return ['web ACL and its rules', 1, PRICES.waf.acl + rules * PRICES.waf.rule];
  },
  'AWS::CloudWatch::Alarm': ({ properties }) => ['alarmed metrics', watchedMetrics(properties), PRICES.metrics.alarm],
  'AWS::CloudWatch::Dashboard': () => ['dashboard', 1, PRICES.metrics.dashboard],
  'AWS::EC2::NatGateway': () => ['NAT gateway hours', HOURS_A_MONTH, PRICES.network.natHour],
  'AWS::EC2::VPCEndpoint': ({ properties }) =>
    properties['VpcEndpointType'] === 'Interface'
      ? ['interface endpoint hours', HOURS_A_MONTH * zonesOf(properties), PRICES.network.endpointHour]
      : undefined,
  'AWS::ApiGateway::Stage': ({ properties }) =>
    properties['CacheClusterEnabled'] === true
      ? ['REST API cache hours', HOURS_A_MONTH, cacheHour(properties)]
      : undefined,
  // A metric is billed in the hours in which it has data, so only one that is zero by default costs when nothing happens.
  'AWS::Logs::MetricFilter': ({ properties }) => {
    const constant = listAt(properties, 'MetricTransformations').filter(
      (transformation) => at(transformation, 'DefaultValue') !== undefined,
    );
    return constant.length === 0 ? undefined : ['custom metric', constant.length, PRICES.metrics.metric];
  },
};

function line(service: string, position: string, quantity: number, price: number): CostLine {
  return { service, feature: FEATURE, position, quantity, amount: quantity * price };
}

function queuePolling({ service, resources }: StageTemplate): CostLine[] {
  const polled = resources.filter(
    ({ type, properties }) =>
      type === 'AWS::Lambda::EventSourceMapping' &&
      properties['Enabled'] !== false &&
      JSON.stringify(properties['EventSourceArn'] ?? '').includes('Queue'),
  );
  if (polled.length === 0) return [];
  return [line(service, 'queue polling', polled.length * IDLE_POLLS_A_MONTH, PRICES.sqs.request)];
}

function schedules({ service, resources, settings }: StageTemplate, run: ScheduledRun): CostLine[] {
  const rules = resources
    .filter(({ type, properties }) => type === 'AWS::Events::Rule' && properties['State'] !== 'DISABLED')
    .map(({ properties }) => runsAMonth(properties['ScheduleExpression']))
    .filter((times) => times > 0);
  if (rules.length === 0) return [];
  const runs = rules.reduce((sum, times) => sum + times, 0);
  const memory = resources.find(({ type }) => type === 'AWS::Lambda::Function')?.properties['MemorySize'];
  const seconds = (runs * run.durationMs) / 1000;
  return [
    line(service, 'scheduled runs', runs, PRICES.lambda.request),
    line(service, 'GB-seconds of scheduled runs', seconds * gigabytes(memory), PRICES.lambda.gbSecond),
    line(service, 'reads of scheduled runs', runs * run.readUnits, PRICES.dynamodb.read),
    line(service, 'GB of logs of scheduled runs', (runs * run.logBytes) / 1e9, PRICES.logs.ingestedGb),
    ...(settings.metrics === 'on'
      ? [line(service, 'metrics of scheduled runs', rules.reduce(metricMonths, 0), PRICES.metrics.metric)]
      : []),
  ];
}

/** Adds what a schedule's metrics come to, which are billed for each hour in which it runs. */
function metricMonths(sum: number, runs: number): number {
  return sum + METRICS_PER_FUNCTION * Math.min(1, runs / HOURS_A_MONTH);
}

function provisioned({ service, resources, settings }: StageTemplate): CostLine[] {
  const { from, to } = settings.quietHours;
  const shareOfDay = 1 - ((to - from + 24) % 24) / 24;
  return resources
    .filter(({ type }) => type === 'AWS::Lambda::Alias')
    .flatMap(({ properties }) => {
      const kept = Number(at(properties, 'ProvisionedConcurrencyConfig', 'ProvisionedConcurrentExecutions') ?? 0);
      if (kept === 0) return [];
      const target = at(properties, 'FunctionName', 'Ref');
      const memory = resources.find(({ id }) => id === target)?.properties['MemorySize'];
      const gbSeconds = kept * gigabytes(memory) * HOURS_A_MONTH * shareOfDay * 3600;
      return [line(service, 'provisioned GB-seconds', gbSeconds, PRICES.lambda.provisionedGbSecond)];
    });
}

function standing({ service, resources }: StageTemplate): CostLine[] {
  return resources.flatMap((resource) => {
    const billed = STANDING[resource.type]?.(resource);
    return billed === undefined ? [] : [line(service, ...billed)];
  });
}

function merged(lines: readonly CostLine[]): CostLine[] {
  const groups = Object.values(Object.groupBy(lines, ({ service, position }) => `${service} ${position}`));
  return groups.flatMap((group = []) => {
    const [first] = group;
    if (first === undefined) return [];
    const sum = (of: (entry: CostLine) => number): number => group.reduce((amount, entry) => amount + of(entry), 0);
    return [{ ...first, quantity: sum(({ quantity }) => quantity), amount: sum(({ amount }) => amount) }];
  });
}

/**
 * What a stage costs a month when nobody comes: what is billed for existing, what runs by schedule, and Lambda's polling
 * of queues. Read from the templates, so that a resource that is added is a line here. Storage is left out: it grows
 * with use.
 */
export function idleCost(template: StageTemplate, run: ScheduledRun): CostLine[] {
  return merged([
    ...standing(template),
    ...provisioned(template),
    ...queuePolling(template),
    ...schedules(template, run),
  ]);
}
