import { splitHandler } from '@tradewind/local-cloud/functions/bundle-build';
import { loadService } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleFunction } from '../package/bundle-function.ts';
import { ROOT } from '../process/repository.ts';

const SERVICES = path.join(ROOT, 'services');
/** What `sls package` calls the bundles. */
const BUNDLE_EXTENSION = '.cjs';

/**
 * Lays out in `directory` what `docker build` needs for the image of a function, named as in `catalog/list-products`:
 * its Dockerfile, and its code bundled with the settings of the archive. What stood there is removed. Answers the
 * environment that the template gives the function. Throws when the service, the function or its Dockerfile does not
 * exist.
 */
export async function layOutContext(name: string, directory: string): Promise<Readonly<Record<string, string>>> {
  const [serviceName = '', key = ''] = name.split('/');
  const address = localAddress('http://127.0.0.1');
  const service = await loadService({ ...address, servicesDirectory: SERVICES }, serviceName);
  const definition = service.functions.find((known) => known.key === key);
  if (definition === undefined) throw new Error(`${serviceName} has no function ${key}.`);
  const { file } = splitHandler(definition.handler);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await copyFile(path.join(service.directory, 'images', `${key}.Dockerfile`), path.join(directory, 'Dockerfile'));
  await bundleFunction(service, definition, path.join(directory, `${file}${BUNDLE_EXTENSION}`));
  return definition.environment;
}
