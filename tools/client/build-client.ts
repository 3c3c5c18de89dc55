import path from 'node:path';
import { buildClientPackage, CLIENT } from './client-package.ts';

const folder = process.argv[2] ?? path.join(CLIENT, 'dist/package');
await buildClientPackage(folder);
process.stdout.write(`Built ${path.relative(process.cwd(), folder)}: \`npm publish\` it from there.\n`);
