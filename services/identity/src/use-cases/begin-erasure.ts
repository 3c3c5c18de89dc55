import { UserErased } from '@tradewind/contracts/identity/user-erased.v1';
import { timestamp, type Clock, type TraceContext } from '@tradewind/kernel';
import { erasureReport, type ErasureReport, type ErasureRequest } from '../domain/erasure.ts';
import { staleVersion, userNotFound } from '../domain/errors.ts';
import type { Erasures, Users } from '../domain/ports.ts';

export interface BeginErasureDeps {
  readonly users: Pick<Users, 'findUser'>;
  readonly erasures: Pick<Erasures, 'begin' | 'find'>;
  readonly clock: Clock;
}

export interface BeginErasure {
  readonly userId: string;
  readonly requestedBy: ErasureRequest['requestedBy'];
  /** The version that the caller has read; undefined stands for any. */
  readonly expectedVersion?: number | undefined;
  readonly trace: TraceContext;
}

/**
 * Decides to forget a person: from then on nothing more is kept of the person, and every service hears of it. Repeated,
 * it answers the report so far. Throws `identity.user-not-found`, `request.stale-version`.
 */
export function beginErasure({ users, erasures, clock }: BeginErasureDeps) {
  return async ({ userId, requestedBy, expectedVersion, trace }: BeginErasure): Promise<ErasureReport> => {
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
    await erasures.begin({
      request,
      user: { ...user, erasingSince: now, version: user.version + 1, updatedAt: now },
      event: UserErased.create({ userId, email, name }, trace, clock),
    });
    return erasureReport(request, []);
  };
}
