import { BUSINESS_METRICS } from '@tradewind/middleware/metrics/business-metrics';
import type { CostLine } from './line.ts';
import { PRICES } from './prices.ts';

/** Latency, errors and cold starts: `packages/middleware/src/metrics/function-metrics.ts`. */
export const METRICS_PER_FUNCTION = 3;

/** How many metrics a business metric with a dimension becomes, as a rule: currencies, reasons. */
const VALUES_PER_DIMENSION = 3;

/**
 * What metrics in log lines cost a month when these functions run all day: CloudWatch bills a custom metric for every hour
 * in which it has data. The business metrics belong to the shop as a whole.
 *
 * @param functions names as in `orders/get-order`
 */
export function metricsCost(functions: Iterable<string>): CostLine[] {
  const services = Map.groupBy(new Set(functions), (name) => name.split('/')[0] ?? name);
  const line = (service: string, quantity: number): CostLine => ({
    service,
    feature: 'metrics',
    position: 'custom metrics',
    quantity,
    amount: quantity * PRICES.metrics.metric,
  });
  const business = Object.values(BUSINESS_METRICS).map((metric) => ('dimension' in metric ? VALUES_PER_DIMENSION : 1));
  const shop = business.reduce<number>((sum, count) => sum + count, 0);
  return [
    ...[...services].map(([service, names]) => line(service, names.length * METRICS_PER_FUNCTION)),
    line('platform', shop),
  ];
}
