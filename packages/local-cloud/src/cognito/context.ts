import { randomUUID } from 'node:crypto';
import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import type { Mailbox } from '../ses/mailbox.ts';
import type { IdentityProviders } from './identity-providers.ts';
import type { PoolSettingsTable } from './pool.ts';
import type { Sessions } from './sessions.ts';
import type { SoftwareTokens } from './software-tokens.ts';
import type { Triggers } from './triggers.ts';
import type { StoredUser, UserTable } from './user-table.ts';

/** What every operation of the user pool works on. */
export interface CognitoContext {
  readonly clock: Clock;
  readonly users: UserTable;
  readonly sessions: Sessions;
  readonly softwareTokens: SoftwareTokens;
  readonly settings: PoolSettingsTable;
  readonly providers: IdentityProviders;
  readonly triggers: Triggers;
  readonly mailbox: Pick<Mailbox, 'deliver'>;
}

export const Username = z.string().check(z.regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u));
export const Attributes = z._default(z.array(z.object({ Name: z.string(), Value: z._default(z.string(), '') })), []);

export function newUser(
  fields: Pick<StoredUser, 'username' | 'password_hash' | 'status'>,
  attributes: z.output<typeof Attributes>,
  now: number,
): StoredUser {
  return {
    ...fields,
    sub: randomUUID(),
    enabled: 1,
    attributes: Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value])),
    created_at: now,
    modified_at: now,
    code: null,
    code_expires_at: 0,
    code_failures: 0,
    login_failures: 0,
    locked_until: 0,
  };
}
