import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { synthesizeStages } from '../package/synthesize.ts';
import { serviceNames } from '../process/repository.ts';
import { CHECKED_STAGES } from '../stages/stages.ts';
import { snapshotFile, snapshotOf } from './snapshot.ts';

const services = serviceNames();
const folder = path.dirname(snapshotFile('any'));
mkdirSync(folder, { recursive: true });
for (const service of services) {
  writeFileSync(snapshotFile(service), snapshotOf(await synthesizeStages(service, CHECKED_STAGES)));
}
const current = new Set(services.map((service) => path.basename(snapshotFile(service))));
for (const file of readdirSync(folder)) if (!current.has(file)) rmSync(path.join(folder, file));
process.stdout.write(`Wrote what ${services.length} services deploy to ${path.relative(process.cwd(), folder)}.\n`);
