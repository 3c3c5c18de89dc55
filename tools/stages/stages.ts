import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';

const count = z.int().check(z.nonnegative());
const hour = z.int().check(z.minimum(0), z.maximum(23));
const share = z.number().check(z.minimum(0), z.maximum(1));

/** One stage of config/serverless/stages.yml, which says what each setting means. */
const Settings = z.strictObject({
  deletionPolicy: z.enum(['Delete', 'Retain']),
  deletionProtection: z.boolean(),
  pointInTimeRecovery: z.boolean(),
  archiveRetentionInDays: count,
  logRetentionInDays: count,
  logLevel: z.enum(['debug', 'info', 'warn', 'error']),
  debugSampleRate: share,
  tracing: z.boolean(),
  metrics: z.enum(['on', 'off']),
  dashboards: z.boolean(),
  alarms: z.boolean(),
  monthlyBudget: count,
  waf: z.boolean(),
  wafRateLimit: count,
  customerKey: z.boolean(),
  vpc: z.boolean(),
  customDomain: z.boolean(),
  cdn: z.boolean(),
  permissionsBoundary: z.boolean(),
  sandboxPayments: z.enum(['allowed', 'refused']),
  canary: z.boolean(),
  provisionedConcurrency: z.record(z.string(), z.record(z.string(), count)),
  quietHours: z.strictObject({ from: hour, to: hour }),
  throttling: z.strictObject({ ratePerSecond: count, burst: count }),
  apiCache: z.boolean(),
  corsOrigins: z.string().check(z.minLength(1)),
});

const Stages = z.catchall(z.object({ dev: Settings, staging: Settings, prod: Settings }), Settings);

export type StageSettings = z.output<typeof Settings>;

/** The stages whose templates are checked; every other stage is as dev. */
export const CHECKED_STAGES = ['dev', 'staging', 'prod'] as const;

/** Reads the settings of every stage; throws naming the stage and setting that is missing, unknown or of another type. */
export function readStages(text = readFileSync(path.join(ROOT, 'config/serverless/stages.yml'), 'utf8')) {
  return z.parse(Stages, parse(text));
}

/** The settings that a stage is deployed with: its own, or those of dev. */
export function stageSettings(stage: string, stages = readStages()): StageSettings {
  return Object.hasOwn(stages, stage) ? (stages[stage] ?? stages.dev) : stages.dev;
}
