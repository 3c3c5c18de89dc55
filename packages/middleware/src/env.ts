import * as z from 'zod/mini';

const LogLevelName = z.enum(['debug', 'info', 'warn', 'error', 'silent']);
export type LogLevel = z.output<typeof LogLevelName>;

// A misspelt level or stage must not take a service down, hence the fallbacks.
const Env = z.object({
  LOG_LEVEL: z.catch(LogLevelName, 'info'),
  STAGE: z.catch(z.string(), ''),
});

let parsed: z.output<typeof Env> | undefined;

/** The environment of every function: `LOG_LEVEL` and `STAGE`, as `config/serverless/provider.yml` sets them. */
export function env(): z.output<typeof Env> {
  parsed ??= Env.parse(process.env);
  return parsed;
}
