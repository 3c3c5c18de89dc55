import type { SecondFactor } from '../domain/ports.ts';
import { provePassword, type ProvePasswordDeps } from './prove-password.ts';

export interface DeleteTotpDeps extends ProvePasswordDeps {
  readonly secondFactor: Pick<SecondFactor, 'disable'>;
}

export interface DeleteTotp {
  readonly userId: string | undefined;
  readonly password: string;
  readonly accessToken: string;
}

/** Switches the second factor off for who knows the password; throws what {@link provePassword} throws. */
export function deleteTotp(deps: DeleteTotpDeps) {
  return async ({ userId, password, accessToken }: DeleteTotp): Promise<void> => {
    await provePassword(deps)(userId, password);
    await deps.secondFactor.disable(accessToken);
  };
}
