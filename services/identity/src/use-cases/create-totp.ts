import { enrolmentUri } from '../domain/challenge.ts';
import { totpEnabled } from '../domain/errors.ts';
import type { SecondFactor, Users } from '../domain/ports.ts';
import { getProfile } from './get-profile.ts';

export interface CreateTotpDeps {
  readonly users: Pick<Users, 'findUser'>;
  readonly secondFactor: Pick<SecondFactor, 'isEnabled' | 'begin'>;
}

export interface CreateTotp {
  readonly userId: string | undefined;
  readonly accessToken: string;
}

/**
 * A new secret for an authenticator app. Throws `identity.totp-enabled` where one is in use: a stolen access token must
 * not replace it. Throws `identity.user-not-found`.
 */
export function createTotp({ users, secondFactor }: CreateTotpDeps) {
  return async ({ userId, accessToken }: CreateTotp): Promise<{ secret: string; uri: string }> => {
    const { email } = await getProfile({ users })(userId);
    if (await secondFactor.isEnabled(accessToken)) throw totpEnabled();
    const secret = await secondFactor.begin(accessToken);
    return { secret, uri: enrolmentUri(secret, email) };
  };
}
