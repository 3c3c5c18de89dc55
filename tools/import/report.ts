import type { CatalogueFile, CatalogueRow, RejectedRow } from './catalogue-row.ts';
import type { LoadedProduct } from './load-products.ts';

export interface ImportReport {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stockOpened: number;
  readonly stockOpenBefore: number;
  /** Rows that were not taken, or whose stock was not; in order of the file. */
  readonly rejected: readonly RejectedRow[];
}

function rejectedOf({ row, sku }: CatalogueRow, { reasons }: LoadedProduct): RejectedRow[] {
  return reasons.length === 0 ? [] : [{ row, externalId: sku, reasons }];
}

/** Brings together what was refused while reading and what the APIs answered; `loaded` is in the order of the rows. */
export function importReport({ rows, rejected }: CatalogueFile, loaded: readonly LoadedProduct[]): ImportReport {
  const count = (wanted: LoadedProduct['result']): number => loaded.filter(({ result }) => result === wanted).length;
  const total = (of: (product: LoadedProduct) => number): number =>
    loaded.reduce((sum, product) => sum + of(product), 0);
  const refused = rows.flatMap((row, index) => {
    const outcome = loaded[index];
    return outcome === undefined ? [] : rejectedOf(row, outcome);
  });
  return {
    rows: rows.length + rejected.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    stockOpened: total(({ opened }) => opened),
    stockOpenBefore: total(({ openBefore }) => openBefore),
    rejected: [...rejected, ...refused].sort((left, right) => left.row - right.row),
  };
}

const SHOWN_REJECTIONS = 20;

/** The report for people. */
export function reportText(report: ImportReport): string {
  const { rejected } = report;
  const accepted = report.created + report.updated + report.unchanged;
  const lines = [
    `${report.rows} rows: ${accepted} accepted, ${rejected.length} rejected.`,
    `Products: ${report.created} created, ${report.updated} updated, ${report.unchanged} unchanged.`,
    `Stock: ${report.stockOpened} opened, ${report.stockOpenBefore} open before.`,
    ...rejected
      .slice(0, SHOWN_REJECTIONS)
      .map(({ row, externalId, reasons }) => `  row ${row} (${externalId ?? 'no id'}): ${reasons.join(' ')}`),
  ];
  const hidden = rejected.length - SHOWN_REJECTIONS;
  if (hidden > 0) lines.push(`  … and ${hidden} more; --report <file> writes all of them.`);
  return `${lines.join('\n')}\n`;
}
