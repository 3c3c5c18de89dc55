import type { TraceContext } from '@tradewind/kernel';
import type { ErasureReport } from '../domain/erasure.ts';
import { beginErasure, type BeginErasureDeps } from './begin-erasure.ts';
import { provePassword, type ProvePasswordDeps } from './prove-password.ts';

export interface DeleteAccountDeps extends BeginErasureDeps, ProvePasswordDeps {}

export interface DeleteAccount {
  readonly userId: string | undefined;
  readonly password: string;
  readonly trace: TraceContext;
}

/** Forgets the caller, who has to know the password; throws what {@link provePassword} and {@link beginErasure} throw. */
export function deleteAccount(deps: DeleteAccountDeps) {
  return async ({ userId, password, trace }: DeleteAccount): Promise<ErasureReport> => {
    const { id } = await provePassword(deps)(userId, password);
    return beginErasure(deps)({ userId: id, requestedBy: 'person', trace });
  };
}
