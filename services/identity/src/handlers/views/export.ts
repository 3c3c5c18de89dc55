import type { ExportView } from '@tradewind/contracts/identity/export-views';
import type { PersonalExport } from '../../domain/personal-export.ts';

export function toExportView({ exportId, requestedAt, expiresAt, data }: PersonalExport): ExportView {
  const sections = Object.entries(data ?? {}).map(([service, records]) => [
    service,
    records.map((record) => ({ ...record })),
  ]);
  return {
    id: exportId,
    status: data === undefined ? 'in_progress' : 'complete',
    requestedAt,
    expiresAt,
    data: data === undefined ? null : Object.fromEntries(sections),
  };
}
