import { parseArgs } from 'node:util';
import type { LogFilter } from './filter.ts';
import { isLogLevel } from './log-line.ts';
import { sinceOf } from './since.ts';

export const USAGE = `Usage: npm run logs -- [options]

  --service <orders>       of this service
  --function <cancel>      of functions with this in their name
  --level <warn>           debug, info, warn or error, and above
  --request <id>           of a request: its X-Request-Id, Lambda's id, a correlation id or a trace id
  --order <ord_…>          that mention an order
  --since <15m>            15m, 2h, 7d ago, or a time (default: all; with --stage the last 24h)
  -f, --follow             go on with what comes
  --json                   as they were written, for other programs
  --stage <prod>           of a stage on AWS, through CloudWatch Logs Insights

Without --stage it reads the log of the local cloud; TRADEWIND_DATA_DIR says where, as for npm start.
`;

export class UsageError extends Error {}

export interface LogsOptions {
  readonly filter: LogFilter;
  readonly follow: boolean;
  readonly json: boolean;
  readonly stage: string | undefined;
  readonly help: boolean;
}

const OPTIONS = {
  service: { type: 'string' },
  function: { type: 'string' },
  level: { type: 'string' },
  request: { type: 'string' },
  order: { type: 'string' },
  since: { type: 'string' },
  stage: { type: 'string' },
  follow: { type: 'boolean', short: 'f', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What the command line asks for. Throws {@link UsageError}. */
export function logsOptions(args: readonly string[], now: Date): LogsOptions {
  const { level, since: sinceText, follow, json, stage, help, ...texts } = parsed(args);
  if (level !== undefined && !isLogLevel(level))
    throw new UsageError(`--level ${level}: not debug, info, warn or error.`);
  const since = sinceText === undefined ? undefined : sinceOf(sinceText, now);
  if (sinceText !== undefined && since === undefined) {
    throw new UsageError(`--since ${sinceText}: not 15m, 2h, 7d or a time.`);
  }
  if (follow && stage !== undefined)
    throw new UsageError('--follow works on the local cloud; on AWS repeat with --since 5m.');
  return { filter: { ...texts, level, since }, follow, json, stage, help };
}
