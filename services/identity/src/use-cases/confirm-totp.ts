import { invalidTotpCode, totpNotBegun } from '../domain/errors.ts';
import type { SecondFactor } from '../domain/ports.ts';

export interface ConfirmTotpDeps {
  readonly secondFactor: Pick<SecondFactor, 'enable'>;
}

export interface ConfirmTotp {
  readonly accessToken: string;
  readonly code: string;
}

/** Switches the second factor on. Throws `identity.invalid-code`, `identity.totp-not-begun`. */
export function confirmTotp({ secondFactor }: ConfirmTotpDeps) {
  return async ({ accessToken, code }: ConfirmTotp): Promise<void> => {
    const outcome = await secondFactor.enable(accessToken, code);
    if (outcome === 'invalid-code') throw invalidTotpCode();
    if (outcome === 'not-begun') throw totpNotBegun();
  };
}
