import { adminChange, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { IdentityAdminActionRecorded } from '@tradewind/contracts/identity/admin-action-recorded.v1';
import type { Clock } from '@tradewind/kernel';
import type { ApiKey } from '../domain/api-key.ts';
import type { OutgoingEvent } from '../domain/ports.ts';

/** What the audit log may keep of a key: not its name, which is free text, and nothing of its secret. */
function factsOf({ kind, plan, expiresAt }: ApiKey) {
  return { kind, plan, expiresAt };
}

/** That an admin issued a key or withdrew it. */
export function apiKeyRecord(
  { before, after }: { readonly before?: ApiKey; readonly after?: ApiKey },
  origin: AdminOrigin,
  clock: Clock,
): OutgoingEvent {
  const action = after === undefined ? 'identity.api-key-withdrawn' : 'identity.api-key-issued';
  const change = {
    action,
    target: { type: 'api-key', id: (after ?? before)?.id ?? '' },
    before: before && factsOf(before),
    after: after && factsOf(after),
  };
  return IdentityAdminActionRecorded.create(adminChange(change, origin), origin, clock);
}
