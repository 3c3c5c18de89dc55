import { splitHandler } from '@tradewind/local-cloud/functions/bundle-build';
import { esbuildOptions } from '@tradewind/local-cloud/functions/bundle-options';
import type { FunctionModel, ServiceModel } from '@tradewind/local-cloud/templates/model';
import { build } from 'esbuild';
import path from 'node:path';

/** Bundles one function into a file with the settings that `sls package` uses. Rejects with esbuild's failure. */
export async function bundleFunction(service: ServiceModel, definition: FunctionModel, outfile: string): Promise<void> {
  await build({
    ...(await esbuildOptions(service)),
    minify: true,
    absWorkingDir: service.directory,
    entryPoints: [path.join(service.directory, splitHandler(definition.handler).file)],
    outfile,
    logLevel: 'silent',
  });
}
