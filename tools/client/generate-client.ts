import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clientSources, GENERATED } from './client-sources.ts';
import { contractOperations } from './openapi-model.ts';
import { contractNames } from './schema-names.ts';

const operations = contractOperations();
const sources = await clientSources(operations, await contractNames());

mkdirSync(GENERATED, { recursive: true });
for (const file of readdirSync(GENERATED)) {
  if (!sources.has(file)) rmSync(path.join(GENERATED, file));
}
for (const [file, text] of sources) writeFileSync(path.join(GENERATED, file), text);
process.stdout.write(`Wrote ${operations.length} operations to ${path.relative(process.cwd(), GENERATED)}.\n`);
