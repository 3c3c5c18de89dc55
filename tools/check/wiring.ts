import { allEvents, allFunctions, allRoutes } from '@tradewind/contracts/all';
import { openApiDocument } from '@tradewind/contracts/openapi/document';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { functionReferenceFindings } from './function-references.ts';
import { eventFindings, missingSecretFindings, serviceFindings } from './wiring-rules.ts';

const servicesDirectory = path.join(ROOT, 'services');

function fileNames(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension) && !file.includes('.test.') && !file.includes('.suite.'))
    .map((file) => file.slice(0, -extension.length));
}

/** The files in src/handlers that are a function: what they share, such as a view, exports no handler. */
function handlerFiles(folder: string): string[] {
  return fileNames(folder, '.ts').filter((name) =>
    readFileSync(path.join(folder, `${name}.ts`), 'utf8').includes('export const handler'),
  );
}

/** Every event version has a golden sample, and it parses. */
function sampleFindings(): string[] {
  return allEvents.flatMap((event) => {
    const file = path.join(
      ROOT,
      `packages/contracts/src/${event.service}/samples/${event.name}.v${event.version}.json`,
    );
    if (!existsSync(file)) return [`${event.detailType} has no golden sample ${path.relative(ROOT, file)}`];
    try {
      event.parse(JSON.parse(readFileSync(file, 'utf8')));
      return [];
    } catch (error) {
      return [`${path.relative(ROOT, file)} does not parse: ${String(error)}`];
    }
  });
}

/** Routes that share a method and path would hide each other in the document. */
function openApiFindings(): string[] {
  const { paths } = openApiDocument(allRoutes, { version: 'check' });
  const operations = Object.values(paths ?? {}).flatMap((item: object) => Object.values(item));
  return operations.length === allRoutes.length
    ? []
    : [`OpenAPI holds ${operations.length} operations for ${allRoutes.length} routes: two share a method and path`];
}

const { services } = await loadModel({ servicesDirectory, ...localAddress('http://127.0.0.1:4566') });
const findings = [
  ...services.flatMap((service) =>
    serviceFindings({
      service,
      routes: allRoutes.filter((route) => route.service === service.name),
      functions: allFunctions.filter((definition) => definition.service === service.name),
      handlerFiles: handlerFiles(path.join(service.directory, 'src/handlers')),
      sampleFiles: fileNames(path.join(service.directory, 'events'), '.json'),
    }),
  ),
  ...eventFindings(services, allEvents),
  ...missingSecretFindings(services),
  ...functionReferenceFindings(services),
  ...sampleFindings(),
  ...openApiFindings(),
];
for (const finding of findings) process.stdout.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
