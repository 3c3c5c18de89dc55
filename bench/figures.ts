/** A ratio or figure that has a goal, or is worth a line. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit?: string;
  /** What it should be at most. */
  readonly goal?: number;
}

/** What a bench has to say: a table for people, and the figures that are compared. */
export interface BenchResult {
  readonly table: readonly (readonly (string | number)[])[];
  readonly figures: readonly Figure[];
}

/** The middle value; of an even number the upper one. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function cell(value: string | number): string {
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}

/** A Markdown table, numbers to the right; the first row is the head. */
export function markdownTable(rows: BenchResult['table']): string {
  const texts = rows.map((row) => row.map(cell));
  const numeric = (rows[1] ?? []).map((value) => typeof value === 'number');
  const widths = (texts[0] ?? []).map((_, column) => Math.max(3, ...texts.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = texts.map((row) =>
    line(widths.map((width, column) => pad(row[column] ?? '', width, numeric[column] === true))),
  );
  const rule = line(
    widths.map((width, column) => (numeric[column] === true ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))),
  );
  return [padded[0], rule, ...padded.slice(1)].join('\n');
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}

/** One line: the figure, its goal, and whether it is met. */
export function figureLine({ name, value, unit = '', goal }: Figure): string {
  const shown = `${name}: ${cell(value)}${unit === '' ? '' : ` ${unit}`}`;
  if (goal === undefined) return `  ${shown}`;
  return `${value <= goal ? '✓' : '✗'} ${shown} (goal ≤ ${goal})`;
}
