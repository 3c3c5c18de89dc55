import { getExport as route } from '@tradewind/contracts/identity/get-export';
import { httpHandler, ok } from '@tradewind/middleware';
import { getExportDeps } from '../export-wiring.ts';
import { getExport } from '../use-cases/get-export.ts';
import { toExportView } from './views/export.ts';

export const handler = httpHandler(route, { deps: getExportDeps }, async ({ deps, caller, path }) =>
  ok(toExportView(await getExport(deps)({ userId: caller.userId, exportId: path.exportId }))),
);
