import { exportNotFound } from '../domain/errors.ts';
import { personalExport, type PersonalExport } from '../domain/personal-export.ts';
import type { Exports } from '../domain/ports.ts';

export interface GetExportDeps {
  readonly exports: Pick<Exports, 'find'>;
}

export interface GetExport {
  readonly userId: string | undefined;
  readonly exportId: string;
}

/** Throws `identity.export-not-found`, also for a copy of somebody else. */
export function getExport({ exports }: GetExportDeps) {
  return async ({ userId, exportId }: GetExport): Promise<PersonalExport> => {
    const found = userId === undefined ? undefined : await exports.find(userId, exportId);
    if (found === undefined) throw exportNotFound();
    return personalExport(found.request, found.parts);
  };
}
