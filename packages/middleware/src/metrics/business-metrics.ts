import { env } from '../env.ts';
import { embed, NAMESPACE, type EmbeddedMetrics, type MetricUnit } from './embedded-metrics.ts';

interface BusinessMetric {
  readonly unit: MetricUnit;
  /** What it is split by besides the stage. Each value is a metric that costs, so values are few by nature. */
  readonly dimension?: 'currency' | 'reason';
}

/**
 * What the shop is judged by. The dashboard and the alarms are generated from this list. Their titles stand at the
 * dashboard, since every function carries this list.
 */
export const BUSINESS_METRICS = {
  OrdersConfirmed: { unit: 'Count' },
  /** In minor units of its currency: pence, cents. */
  Revenue: { unit: 'None', dimension: 'currency' },
  OrdersDeclined: { unit: 'Count', dimension: 'reason' },
  OrdersCancelled: { unit: 'Count' },
  ReservationFailures: { unit: 'Count' },
  PaymentsDeclined: { unit: 'Count' },
  UsersRegistered: { unit: 'Count' },
  OrdersResumed: { unit: 'Count' },
  OrdersParked: { unit: 'Count' },
  ParkedOrders: { unit: 'Count' },
  InvariantsBroken: { unit: 'Count' },
} as const satisfies Readonly<Record<string, BusinessMetric>>;

export type BusinessMetricName = keyof typeof BUSINESS_METRICS;

/** Values of the dimension that the metric declares; others are not looked at. */
export interface MetricDimensions {
  readonly currency?: string;
  readonly reason?: string;
}

/** More values than any dimension has by nature: beyond them something that grows has slipped in. */
const MAX_VALUES = 40;
const VALUE = /^[A-Za-z0-9._-]{1,64}$/;
const OTHER = 'other';

const seen = new Map<string, Set<string>>();

/** Keeps the number of metrics bounded, whatever is passed: an id in a dimension would cost 30 cents a piece. */
function boundedValue(metric: string, value: string | undefined): string {
  if (value === undefined || !VALUE.test(value)) return OTHER;
  const values = seen.get(metric) ?? new Set();
  seen.set(metric, values);
  if (!values.has(value) && values.size >= MAX_VALUES) return OTHER;
  values.add(value);
  return value;
}

/** The members that make a log line one data point of a business metric. */
export function embedBusinessMetric(
  name: BusinessMetricName,
  value: number,
  dimensions: MetricDimensions,
): EmbeddedMetrics {
  const metric: BusinessMetric = BUSINESS_METRICS[name];
  const { dimension } = metric;
  const names = dimension === undefined ? ['stage'] : ['stage', dimension];
  const directive = { Namespace: NAMESPACE, Dimensions: [names], Metrics: [{ Name: name, Unit: metric.unit }] };
  const split = dimension === undefined ? {} : { [dimension]: boundedValue(name, dimensions[dimension]) };
  return embed([directive], { stage: env().STAGE, ...split, [name]: value });
}
