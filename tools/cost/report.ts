import { total, totalsBy, type CostLine } from './line.ts';
import { PRICES } from './prices.ts';

export interface Bill {
  readonly stage: string;
  readonly ordersPerDay: number;
  readonly idle: readonly CostLine[];
  readonly usage: readonly CostLine[];
  readonly measuredOn: string;
}

const money = (amount: number): string => (amount > 0 && amount < 0.005 ? '<0.01' : amount.toFixed(2)).padStart(10);
const count = (quantity: number): string =>
  quantity.toLocaleString('en', { maximumFractionDigits: quantity < 100 ? 2 : 0 }).padStart(14);

function row(name: string, amount: number): string {
  return `  ${name.padEnd(44)}${money(amount)}`;
}

function positions(lines: readonly CostLine[]): string[] {
  return [...lines]
    .sort((a, b) => b.amount - a.amount)
    .map(
      ({ service, position, quantity, amount }) =>
        `  ${`${service}: ${position}`.padEnd(44)}${money(amount)}${count(quantity)}`,
    );
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', title, ...lines];
}

/** The bill of a stage for people: idle cost first, every position of it named, then use by service and by feature. */
export function costReport({ stage, ordersPerDay, idle, usage, measuredOn }: Bill): string {
  const orders = ordersPerDay * 30;
  const everything = [...idle, ...usage];
  const perOrder = orders === 0 ? [] : [row('per order, idle cost left out', total(usage) / orders)];
  return [
    `Stage ${stage}, ${ordersPerDay} orders a day, USD a month (list prices of ${PRICES.asOf}, ${PRICES.region}, no free tier)`,
    ...section('Idle: what it costs when nobody comes', [...positions(idle), row('idle, together', total(idle))]),
    ...(usage.length === 0
      ? []
      : [
          ...section(
            'In use, by service',
            totalsBy(usage, ({ service }) => service).map(([name, sum]) => row(name, sum)),
          ),
          ...section(
            'In use, by feature',
            totalsBy(usage, ({ feature }) => feature).map(([name, sum]) => row(name, sum)),
          ),
          ...section(
            'In use, by position',
            totalsBy(usage, ({ position }) => position).map(([name, sum]) => row(name, sum)),
          ),
        ]),
    ...section('Together', [row('a month', total(everything)), ...perOrder]),
    '',
    `Units of each operation were measured on ${measuredOn} (npm run cost:measure); how often each runs for an order`,
    'stands in tools/cost/funnel.ts, what is assumed besides in tools/cost/usage-cost.ts.',
    '',
  ].join('\n');
}
