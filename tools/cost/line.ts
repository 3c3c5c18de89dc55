/** One position of the bill. */
export interface CostLine {
  readonly service: string;
  /** What people know it by: checkout, catalogue, mail, … */
  readonly feature: string;
  /** What AWS bills: `dynamodb writes`, `lambda requests`, … */
  readonly position: string;
  /** Units a month. */
  readonly quantity: number;
  /** USD a month. */
  readonly amount: number;
}

/** The sum of lines, in USD. */
export function total(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** Sums by a key, largest first. */
export function totalsBy(lines: readonly CostLine[], key: (line: CostLine) => string): [string, number][] {
  const groups = Object.groupBy(lines, key);
  return Object.entries(groups)
    .map(([name, group = []]): [string, number] => [name, total(group)])
    .sort(([, a], [, b]) => b - a);
}
