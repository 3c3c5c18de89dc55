import * as z from 'zod/mini';

const setting = z.string().check(z.minLength(1));

function settings<S extends z.ZodMiniType>(schema: S): () => z.output<S> {
  let parsed: { readonly env: z.output<S> } | undefined;
  return () => {
    if (parsed === undefined) {
      const result = z.safeParse(schema, process.env);
      if (!result.success) {
        const names = result.error.issues.map(({ path }) => path.join('.'));
        throw new Error(`Environment variables are missing or empty: ${names.join(', ')}.`);
      }
      parsed = { env: result.data };
    }
    return parsed.env;
  };
}

/** Every function of this service uses its table. */
export const env = settings(z.object({ TABLE_NAME: setting }));
/** The functions behind guest routes verify tokens. */
export const tokenEnv = settings(z.object({ TOKEN_ISSUER: setting, TOKEN_CLIENT_ID: setting }));
/** The functions that run the saga; the SDK's own variable tells whether AWS is elsewhere than at its usual hosts. */
export const sagaEnv = settings(z.object({ STATE_MACHINE_ARN: setting, AWS_ENDPOINT_URL: z.optional(setting) }));
/** The functions that answer pages. */
export const cursorEnv = settings(z.object({ CURSOR_SECRET_ID: setting }));
/** The outbox publisher. */
export const busEnv = settings(z.object({ EVENT_BUS_NAME: setting }));
