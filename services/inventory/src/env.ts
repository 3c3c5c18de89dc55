import * as z from 'zod/mini';

const Env = z.object({
  /** The service's table. */
  TABLE_NAME: z.string().check(z.minLength(1)),
});

const OutboxEnv = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  /** The bus that receives the service's events. */
  EVENT_BUS_NAME: z.string().check(z.minLength(1)),
});

function parsed<S extends z.ZodMiniType>(schema: S): () => z.output<S> {
  let values: { readonly env: z.output<S> } | undefined;
  return () => {
    if (values === undefined) {
      const result = z.safeParse(schema, process.env);
      if (!result.success) {
        const names = result.error.issues.map(({ path }) => path.join('.'));
        throw new Error(`Environment variables are missing or malformed: ${names.join(', ')}.`);
      }
      values = { env: result.data };
    }
    return values.env;
  };
}

/** The environment of the functions that use the table; read on first use. */
export const env = parsed(Env);
/** The environment of the outbox publisher. */
export const outboxEnv = parsed(OutboxEnv);
