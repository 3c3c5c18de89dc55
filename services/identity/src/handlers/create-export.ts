import { createExport as route } from '@tradewind/contracts/identity/create-export';
import { accepted, httpHandler } from '@tradewind/middleware';
import { createExportDeps } from '../export-wiring.ts';
import { createExport } from '../use-cases/create-export.ts';
import { toExportView } from './views/export.ts';

export const handler = httpHandler(route, { deps: createExportDeps }, async ({ deps, caller, trace }) =>
  accepted(toExportView(await createExport(deps)({ userId: caller.userId, trace }))),
);
