import * as z from 'zod/mini';

const Settings = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  /** Who moves the money. A provider is added here and in the wiring. */
  PAYMENT_PROVIDER: z._default(z.enum(['sandbox']), 'sandbox'),
});

let settings: z.output<typeof Settings> | undefined;

/** The settings of the function, read once. Throws an error that names what is missing or wrong. */
export function env(): z.output<typeof Settings> {
  if (settings !== undefined) return settings;
  const result = Settings.safeParse(process.env);
  if (!result.success) {
    const names = result.error.issues.map(({ path }) => path.join('.'));
    throw new Error(`Missing or wrong in the environment: ${names.join(', ')}.`);
  }
  settings = result.data;
  return settings;
}
