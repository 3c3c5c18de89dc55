import { CurrencyCode } from '@tradewind/contracts/http/shapes';
import { LocationId } from '@tradewind/contracts/inventory/views';
import { parseArgs } from 'node:util';
import type * as z from 'zod/mini';
import type { Credentials } from './admin-session.ts';

export interface ImportOptions {
  readonly file: string;
  readonly baseUrl: string;
  readonly currency: CurrencyCode;
  readonly locationId: string;
  readonly credentials: Credentials;
  /** Where the whole report is written as JSON. */
  readonly reportFile: string | undefined;
}

export class UsageError extends Error {}

export const USAGE = `Usage: npm run import -- <products.yaml> [options]

  --url <address>        the front door (TRADEWIND_URL, default http://localhost:4000)
  --currency <code>      currency of the prices in the file: GBP, EUR or USD (default USD)
  --location <id>        where the stock in the file lies (default london)
  --email, --password    an admin's account (TRADEWIND_ADMIN_EMAIL, TRADEWIND_ADMIN_PASSWORD);
                         on localhost the seeded account is the default
  --report <file>        write the whole report there as JSON
`;

const LOCAL_ADMIN: Credentials = { email: 'admin@tradewind.test', password: 'Tradewind-admin-1' };
const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

type Environment = Readonly<Record<string, string | undefined>>;

function checked<S extends z.ZodMiniType>(schema: S, value: unknown, option: string): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new UsageError(`--${option} ${String(value)}: not a value that is understood.`);
  return result.data;
}

/** The account that is named; on localhost the seeded one is the default. Throws {@link UsageError}. */
export function credentialsFor(baseUrl: string, email: string | undefined, password: string | undefined): Credentials {
  if (email !== undefined && password !== undefined) return { email, password };
  if (email === undefined && password === undefined && LOCAL_HOSTS.has(new URL(baseUrl).hostname)) return LOCAL_ADMIN;
  throw new UsageError('Name an admin account with --email and --password.');
}

function parsedArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: text, currency: text, location: text, email: text, password: text, report: text },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What the command line and the environment ask for. Throws {@link UsageError}. */
export function importOptions(args: readonly string[], environment: Environment): ImportOptions {
  const { values, positionals } = parsedArguments(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
  const baseUrl = values.url ?? environment['TRADEWIND_URL'] ?? 'http://localhost:4000';
  if (!URL.canParse(baseUrl)) throw new UsageError(`--url ${baseUrl}: not an address.`);
  return {
    file,
    baseUrl,
    currency: checked(CurrencyCode, values.currency ?? 'USD', 'currency'),
    locationId: checked(LocationId, values.location ?? 'london', 'location'),
    credentials: credentialsFor(
      baseUrl,
      values.email ?? environment['TRADEWIND_ADMIN_EMAIL'],
      values.password ?? environment['TRADEWIND_ADMIN_PASSWORD'],
    ),
    reportFile: values.report,
  };
}
