import * as z from 'zod/mini';

const Env = z.object({ STAGE: z.string() });

let parsed: z.output<typeof Env> | undefined;

/** The environment of this service's functions; throws naming what is missing. */
export function env(): z.output<typeof Env> {
  parsed ??= Env.parse(process.env);
  return parsed;
}
