import { ExportRequested } from '@tradewind/contracts/identity/export-requested.v1';
import { on, queueHandler } from '@tradewind/middleware';
import { exportPerson } from '../use-cases/export-person.ts';
import { exportPersonDeps } from '../wiring.ts';

export const handler = queueHandler(
  { deps: exportPersonDeps },
  on(ExportRequested, { replays: 'drop' }, ({ event, deps, trace }) => exportPerson(deps)({ ...event.data, trace })),
);
