import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { BUNDLES, bundleSize, sizeTable } from './bundle-size.ts';
import { CLIENT } from './client-package.ts';

const sizes = await Promise.all(Object.entries(BUNDLES).map(([what, contents]) => bundleSize(what, contents)));
const table = (await format(sizeTable(sizes), { parser: 'markdown' })).trim();
process.stdout.write(`${table}\n`);

const readme = path.join(CLIENT, 'README.md');
writeFileSync(readme, readFileSync(readme, 'utf8').replace(/^\| imported .*(\n\|.*)*/m, table));
