import * as z from 'zod/mini';

const LogLevelName = z.enum(['debug', 'info', 'warn', 'error', 'silent']);
export type LogLevel = z.output<typeof LogLevelName>;

const Env = z.object({
  LOG_LEVEL: z.optional(z.string()),
  STAGE: z.optional(z.string()),
  DEBUG_SAMPLE_RATE: z.optional(z.string()),
  METRICS: z.optional(z.string()),
  ORIGIN_SECRET_HASHES: z.optional(z.string()),
});

/** The environment of every function, as `config/serverless/provider.yml` sets it. */
export interface MiddlewareEnv {
  readonly LOG_LEVEL: LogLevel;
  readonly STAGE: string;
  /** Share of traces, 0 to 1, of which every line is written, whatever the level. */
  readonly DEBUG_SAMPLE_RATE: number;
  /** Whether metrics are written. Off unless `on`: a test or a script has nobody to count for. */
  readonly METRICS: boolean;
  /** Of the secrets that the CDN may send, in hex; empty where there is no CDN. */
  readonly ORIGIN_SECRET_HASHES: readonly string[];
}

let parsed: MiddlewareEnv | undefined;

/** A misspelt setting must not take a service down: it counts as absent. */
function shareOf(text: string | undefined): number {
  const share = Number(text ?? 0);
  return share > 0 && share <= 1 ? share : 0;
}

/** Read once: what the deployment sets stays as it is while a sandbox lives. */
export function env(): MiddlewareEnv {
  if (parsed === undefined) {
    const { LOG_LEVEL, STAGE = '', DEBUG_SAMPLE_RATE, METRICS, ORIGIN_SECRET_HASHES } = Env.parse(process.env);
    parsed = {
      LOG_LEVEL: z.safeParse(LogLevelName, LOG_LEVEL).data ?? 'info',
      STAGE,
      DEBUG_SAMPLE_RATE: shareOf(DEBUG_SAMPLE_RATE),
      METRICS: METRICS === 'on',
      ORIGIN_SECRET_HASHES: ORIGIN_SECRET_HASHES?.split(',') ?? [],
    };
  }
  return parsed;
}

/** X-Ray's header of the invocation at hand, which Lambda writes anew into the environment before each. */
export function invocationTraceHeader(): string | undefined {
  return process.env['_X_AMZN_TRACE_ID'];
}

/** Whether Lambda initialises this process as a function, rather than a test or a script that loads its handler. */
export function initialisedByLambda(): boolean {
  return process.env['AWS_LAMBDA_INITIALIZATION_TYPE'] !== undefined;
}
