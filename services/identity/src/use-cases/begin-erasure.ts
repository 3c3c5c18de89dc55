import { adminChange, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { IdentityAdminActionRecorded } from '@tradewind/contracts/identity/admin-action-recorded.v1';
import { UserErased } from '@tradewind/contracts/identity/user-erased.v1';
import { timestamp, type Clock, type TraceContext } from '@tradewind/kernel';
import { erasureReport, type ErasureReport } from '../domain/erasure.ts';
import { staleVersion, userNotFound } from '../domain/errors.ts';
import type { Erasures, OutgoingEvent, Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';

export interface BeginErasureDeps {
  readonly users: Pick<Users, 'findUser'>;
  readonly erasures: Pick<Erasures, 'begin' | 'find'>;
  readonly clock: Clock;
}

interface Requested {
  readonly userId: string;
  /** The version that the caller has read; undefined stands for any. */
  readonly expectedVersion?: number | undefined;
}

/** By the person, or by an admin, who goes on record. */
export type BeginErasure = Requested &
  (
    | { readonly requestedBy: 'person'; readonly trace: TraceContext }
    | { readonly requestedBy: 'admin'; readonly trace: AdminOrigin }
  );

/** Of the profile only that it is going: what is in the audit log cannot be erased. */
function recorded(before: User, after: User, origin: AdminOrigin, clock: Clock): OutgoingEvent {
  const facts = ({ version, erasingSince }: User) => ({ version, erasingSince });
  const target = { type: 'user', id: after.id };
  const change = { action: 'identity.user-deleted', target, before: facts(before), after: facts(after) };
  return IdentityAdminActionRecorded.create(adminChange(change, origin), origin, clock);
}

/**
 * Decides to forget a person: from then on nothing more is kept of the person, and every service hears of it. Repeated,
 * it answers the report so far. Throws `identity.user-not-found`, `request.stale-version`.
 */
export function beginErasure({ users, erasures, clock }: BeginErasureDeps) {
  return async (command: BeginErasure): Promise<ErasureReport> => {
    const { userId, requestedBy, expectedVersion, trace } = command;
    const user = await users.findUser(userId);
    if (user === undefined) throw userNotFound();
    if (user.erasingSince !== undefined) {
      const begun = await erasures.find(userId);
      if (begun !== undefined) return erasureReport(begun.request, begun.parts);
    }
    if (expectedVersion !== undefined && user.version !== expectedVersion) throw staleVersion();
    const now = timestamp(clock);
    const request = { userId, requestedAt: now, requestedBy };
    const { email, name } = user;
    const erasing = { ...user, erasingSince: now, version: user.version + 1, updatedAt: now };
    const onRecord = command.requestedBy === 'admin' ? [recorded(user, erasing, command.trace, clock)] : [];
    const events = [UserErased.create({ userId, email, name }, trace, clock), ...onRecord];
    await erasures.begin({ request, user: erasing, events });
    return erasureReport(request, []);
  };
}
