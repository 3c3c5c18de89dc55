import { ExportRequested } from '@tradewind/contracts/identity/export-requested.v1';
import { newId, timestamp, type TraceContext } from '@tradewind/kernel';
import { EXPORT } from '../domain/attempts.ts';
import { personalExport, type PersonalExport } from '../domain/personal-export.ts';
import type { AddressBooks, Exports, Users } from '../domain/ports.ts';
import { getProfile } from './get-profile.ts';
import { spendAttempt, type AttemptDeps } from './limit-attempts.ts';

export interface CreateExportDeps extends AttemptDeps {
  readonly users: Pick<Users, 'findUser'>;
  readonly books: Pick<AddressBooks, 'find'>;
  readonly exports: Pick<Exports, 'begin'>;
}

export interface CreateExport {
  readonly userId: string | undefined;
  readonly trace: TraceContext;
}

/** Begins a copy with what is known here, and asks the other services. Throws `identity.user-not-found`, `identity.too-many-attempts`. */
export function createExport(deps: CreateExportDeps) {
  return async ({ userId, trace }: CreateExport): Promise<PersonalExport> => {
    const { erasingSince: _erasing, version: _version, ...profile } = await getProfile(deps)(userId);
    await spendAttempt(deps, EXPORT, profile.id);
    const { addresses } = await deps.books.find(profile.id);
    const request = { exportId: newId('exp'), userId: profile.id, requestedAt: timestamp(deps.clock) };
    const own = {
      exportId: request.exportId,
      userId: profile.id,
      service: 'identity',
      part: 0,
      last: true,
      records: [{ ...profile, addresses: addresses.map((address) => ({ ...address })) }],
    };
    const { exportId } = request;
    const event = ExportRequested.create({ exportId, userId: profile.id }, trace, deps.clock);
    await deps.exports.begin(request, own, event);
    return personalExport(request, [own]);
  };
}
