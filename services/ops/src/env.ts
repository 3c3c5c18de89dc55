import * as z from 'zod/mini';

const Env = z.object({ STAGE: z.string().check(z.minLength(1)) });

let values: z.output<typeof Env> | undefined;

/** The environment of this service's functions, read on first use; throws naming what is missing. */
export function env(): z.output<typeof Env> {
  if (values === undefined) {
    const result = z.safeParse(Env, process.env);
    if (!result.success) {
      const names = result.error.issues.map(({ path }) => path.join('.'));
      throw new Error(`Environment variables are missing or empty: ${names.join(', ')}.`);
    }
    values = result.data;
  }
  return values;
}
