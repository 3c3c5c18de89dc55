import { figureLine, markdownTable, type BenchResult } from './figures.ts';
import { keepResult } from './results.ts';

/** Each is loaded when it runs, so that none pays for the others. */
const BENCHES: Readonly<Record<string, () => Promise<BenchResult>>> = {
  middleware: async () => (await import('./middleware/middleware.ts')).middlewareBench(),
  'cold-start': async () => (await import('./cold-start/crud.ts')).coldStartBench(),
  idempotency: async () => (await import('./idempotency/idempotency.ts')).idempotencyBench(),
  start: async () => (await import('./start/start.ts')).startBench(),
  units: async () => (await import('./units/units.ts')).unitsBench(),
  listing: async () => (await import('./listing/listing.ts')).listingBench(),
};

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const result = await bench();
    print(`\n## ${name}\n\n${markdownTable(result.table)}\n`);
    for (const figure of result.figures) print(figureLine(figure));
    await keepResult(name, result);
  }
}
