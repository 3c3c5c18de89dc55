import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { exitWith } from '../process/exit-code.ts';
import { adminSession } from './admin-session.ts';
import { readCatalogue } from './catalogue-row.ts';
import { loadProducts } from './load-products.ts';
import { merchantApi } from './merchant-api.ts';
import { importOptions, USAGE, UsageError, type ImportOptions } from './options.ts';
import { progressOn } from './progress.ts';
import { importReport, reportText, type ImportReport } from './report.ts';

async function entriesIn(file: string): Promise<unknown[]> {
  const entries: unknown = parse(await readFile(file, 'utf8'), { schema: 'failsafe' });
  if (!Array.isArray(entries)) throw new Error(`${file} does not hold a list of products.`);
  return entries;
}

async function importCatalogue({
  file,
  baseUrl,
  currency,
  locationId,
  credentials,
}: ImportOptions): Promise<ImportReport> {
  const catalogue = readCatalogue(await entriesIn(file), currency);
  const api = merchantApi({ baseUrl, token: await adminSession(baseUrl, credentials) });
  const progress = progressOn(process.stderr, catalogue.rows.length);
  try {
    const products = catalogue.rows.map(({ product, sku, stock }) => ({
      product,
      stock: [{ sku, locationId, quantity: stock }],
    }));
    return importReport(catalogue, await loadProducts(api, products, { onProgress: progress.advance }));
  } finally {
    progress.finish();
  }
}

/** Answers the exit code: 0 once a row was accepted or there was none, 1 if none was or the import could not run. */
async function main(): Promise<number> {
  const options = importOptions(process.argv.slice(2), process.env);
  const report = await importCatalogue(options);
  process.stdout.write(reportText(report));
  if (options.reportFile !== undefined) {
    await writeFile(options.reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
  }
  return report.rows > 0 && report.created + report.updated + report.unchanged === 0 ? 1 : 0;
}

await exitWith(main, (error) => (error instanceof UsageError ? { hint: `\n${USAGE}` } : {}));
