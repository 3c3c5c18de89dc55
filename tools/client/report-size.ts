import { BUNDLES, bundleSize, sizeTable } from './bundle-size.ts';

const sizes = await Promise.all(Object.entries(BUNDLES).map(([what, contents]) => bundleSize(what, contents)));
process.stdout.write(`${sizeTable(sizes)}\n`);
