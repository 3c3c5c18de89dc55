import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';

const run = promisify(execFile);

const Sample = z.object({
  statusCode: z.number(),
  importMs: z.number(),
  coldMs: z.number(),
  /** CPU time of all threads, which neighbours on the machine do not lengthen: what Lambda's share of a core pays for. */
  cpuMs: z.number(),
  undici: z.boolean(),
});
export type ColdStart = z.output<typeof Sample>;

export interface ColdVariant {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts each variant so often, by turns, so that a busy moment of the machine falls on all. The first turn warms disks. */
export async function coldStarts<Variant extends ColdVariant>(
  variants: readonly Variant[],
  { endpoint, event, turns }: { readonly endpoint: string; readonly event: unknown; readonly turns: number },
): Promise<readonly (Variant & { readonly samples: readonly ColdStart[] })[]> {
  const measured = variants.map((variant) => ({ ...variant, samples: [] as ColdStart[] }));
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const { path, environment, samples } of measured) {
      const sample = await coldInvocation(path, event, { ...awsEnvironment(endpoint), ...environment });
      if (turn > 0) samples.push(sample);
    }
  }
  return measured;
}

function awsEnvironment(endpoint: string): Record<string, string | undefined> {
  return {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    TABLE_NAME: 'bench',
    LOG_LEVEL: 'silent',
    STAGE: 'prod',
  };
}

async function coldInvocation(path: string, event: unknown, env: NodeJS.ProcessEnv): Promise<ColdStart> {
  const script = join(import.meta.dirname, 'cold-invocation.cjs');
  const { stdout } = await run(process.execPath, [script, path, JSON.stringify(event)], { env });
  return Sample.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
