import * as z from 'zod/mini';

const LogLevelName = z.enum(['debug', 'info', 'warn', 'error', 'silent']);
export type LogLevel = z.output<typeof LogLevelName>;

const Env = z.object({
  LOG_LEVEL: z.optional(z.string()),
  STAGE: z.optional(z.string()),
});

let parsed: { LOG_LEVEL: LogLevel; STAGE: string } | undefined;

/** The environment of every function: `LOG_LEVEL` and `STAGE`, as `config/serverless/provider.yml` sets them. */
export function env(): { LOG_LEVEL: LogLevel; STAGE: string } {
  if (parsed === undefined) {
    const { LOG_LEVEL, STAGE = '' } = Env.parse(process.env);
    // A misspelt level must not take a service down.
    parsed = { LOG_LEVEL: z.safeParse(LogLevelName, LOG_LEVEL).data ?? 'info', STAGE };
  }
  return parsed;
}
