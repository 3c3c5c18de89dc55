import { parseArgs } from 'node:util';
import type { Credentials } from '../import/admin-session.ts';
import { credentialsFor, UsageError } from '../import/options.ts';

/** An end of the chain that was noted earlier, somewhere else than in the table. */
export interface NotedHead {
  readonly sequence: number;
  /** SHA-256 in hex. */
  readonly hash: string;
}

export interface AuditLogOptions {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly noted: NotedHead | undefined;
}

export const USAGE = `Usage: npm run check:audit-log -- [options]

  --url <address>        the front door (TRADEWIND_URL, default http://localhost:4000)
  --email, --password    an admin's account (TRADEWIND_ADMIN_EMAIL, TRADEWIND_ADMIN_PASSWORD);
                         on localhost the seeded account is the default
  --head <n>:<hash>      what an earlier check printed: entry n must still have that hash
`;

function notedHead(text: string): NotedHead {
  const [, sequence, hash] = /^([1-9]\d{0,11}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) throw new UsageError(`--head ${text}: not of the form n:hash.`);
  return { sequence: Number(sequence), hash };
}

function parsedArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { url: text, email: text, password: text, head: text } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What the command line and the environment ask for. Throws {@link UsageError}. */
export function auditLogOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): AuditLogOptions {
  const { url, email, password, head } = parsedArguments(args);
  const baseUrl = url ?? environment['TRADEWIND_URL'] ?? 'http://localhost:4000';
  if (!URL.canParse(baseUrl)) throw new UsageError(`--url ${baseUrl}: not an address.`);
  const credentials = credentialsFor(
    baseUrl,
    email ?? environment['TRADEWIND_ADMIN_EMAIL'],
    password ?? environment['TRADEWIND_ADMIN_PASSWORD'],
  );
  return { baseUrl, credentials, noted: head === undefined ? undefined : notedHead(head) };
}
