import * as z from 'zod/mini';

const required = z.string().check(z.minLength(1));

function lazily<S extends z.ZodMiniType>(schema: S): () => z.output<S> {
  let values: { readonly env: z.output<S> } | undefined;
  return () => {
    if (values === undefined) {
      const result = z.safeParse(schema, process.env);
      if (!result.success) {
        const names = result.error.issues.map(({ path }) => path.join('.'));
        throw new Error(`Environment variables are missing or empty: ${names.join(', ')}.`);
      }
      values = { env: result.data };
    }
    return values.env;
  };
}

/** Of the functions that use the service's table. */
export const tableEnv = lazily(z.object({ TABLE_NAME: required }));
/** Of the functions that act as the pool's app client. */
export const appClientEnv = lazily(z.object({ USER_POOL_CLIENT_ID: required }));
/** Of the functions that administer users of the pool. */
export const userPoolEnv = lazily(z.object({ USER_POOL_ID: required }));
/** Of the functions that answer pages. */
export const cursorEnv = lazily(z.object({ CURSOR_SECRET_ID: required }));
/** Of the outbox publisher. */
export const busEnv = lazily(z.object({ EVENT_BUS_NAME: required }));
/** Of the functions that write or read the audit log. */
export const auditEnv = lazily(z.object({ AUDIT_TABLE_NAME: required }));
/** Of the functions that issue and withdraw API keys. */
export const usagePlanEnv = lazily(z.object({ USAGE_PLAN_PREFIX: required }));
