import { startCloud, type Cloud } from '@tradewind/local-cloud';
import { environmentOf } from '@tradewind/local-cloud/functions/environment';
import { loadService } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleFunction } from '../package/bundle-function.ts';
import { ROOT } from '../process/repository.ts';
import type { Subject } from './measure-memory.ts';

export interface LocalSubject extends Subject {
  close(): Promise<void>;
}

/**
 * A function as it is deployed, beside an embedded cloud of its own with its service's tables and queues. `name` as in
 * `orders/get-order`; the event is the service's sample unless a file is given. Throws for a function that is not there.
 */
export async function localSubject(
  name: string,
  directory: string,
  options: { readonly eventFile?: string | undefined; readonly invocations: number },
): Promise<LocalSubject> {
  const [serviceName = '', key = ''] = name.split('/');
  const cloud: Cloud = await startCloud({ root: ROOT, services: [serviceName], functions: false, console: false });
  const address = { ...localAddress(cloud.endpoint), servicesDirectory: path.join(ROOT, 'services') };
  const service = await loadService(address, serviceName);
  const definition = service.functions.find((known) => known.key === key);
  if (definition === undefined) {
    await cloud.close();
    throw new Error(`${serviceName} has no function ${key}.`);
  }
  const bundle = path.join(directory, `${key}.cjs`);
  await bundleFunction(service, definition, bundle);
  const eventFile = options.eventFile ?? path.join(service.directory, 'events', `${key}.json`);
  return {
    bundle,
    event: JSON.parse(readFileSync(eventFile, 'utf8')),
    environment: { ...environmentOf(definition, { endpoint: cloud.endpoint, directory }), LOG_LEVEL: 'silent' },
    invocations: options.invocations,
    close: () => cloud.close(),
  };
}
