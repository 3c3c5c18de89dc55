import { adminAccess, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { IdentityAdminActionRecorded } from '@tradewind/contracts/identity/admin-action-recorded.v1';
import type { Clock } from '@tradewind/kernel';
import { erasureReport, type ErasureReport } from '../domain/erasure.ts';
import { erasureNotFound } from '../domain/errors.ts';
import type { Erasures, Users } from '../domain/ports.ts';

export interface GetErasureDeps {
  readonly erasures: Pick<Erasures, 'find'>;
  readonly users: Pick<Users, 'announce'>;
  readonly clock: Clock;
}

/** What was erased of a person so far, for an admin who is on record before seeing it. Throws `identity.erasure-not-found`. */
export function getErasure({ erasures, users, clock }: GetErasureDeps) {
  return async (userId: string, origin: AdminOrigin): Promise<ErasureReport> => {
    const found = await erasures.find(userId);
    if (found === undefined) throw erasureNotFound();
    const access = adminAccess({ action: 'identity.erasure-read', target: { type: 'user', id: userId } }, origin);
    await users.announce(IdentityAdminActionRecorded.create(access, origin, clock));
    return erasureReport(found.request, found.parts);
  };
}
