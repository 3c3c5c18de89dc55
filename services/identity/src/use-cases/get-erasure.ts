import { erasureReport, type ErasureReport } from '../domain/erasure.ts';
import { erasureNotFound } from '../domain/errors.ts';
import type { Erasures } from '../domain/ports.ts';

export interface GetErasureDeps {
  readonly erasures: Pick<Erasures, 'find'>;
}

/** What was erased of a person so far. Throws `identity.erasure-not-found`. */
export function getErasure({ erasures }: GetErasureDeps) {
  return async (userId: string): Promise<ErasureReport> => {
    const found = await erasures.find(userId);
    if (found === undefined) throw erasureNotFound();
    return erasureReport(found.request, found.parts);
  };
}
