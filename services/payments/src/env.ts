import * as z from 'zod/mini';

const Settings = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  /** Who moves the money. A provider is added here and in the wiring. */
  PAYMENT_PROVIDER: z._default(z.enum(['sandbox']), 'sandbox'),
});

const BusSettings = z.object({ EVENT_BUS_NAME: z.string().check(z.minLength(1)) });

let settings: z.output<typeof Settings> | undefined;

function parsed<S extends z.ZodMiniType>(schema: S): z.output<S> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const names = result.error.issues.map(({ path }) => path.join('.'));
  throw new Error(`Missing or wrong in the environment: ${names.join(', ')}.`);
}

/** The settings of the function, read once. Throws an error that names what is missing or wrong. */
export function env(): z.output<typeof Settings> {
  settings ??= parsed(Settings);
  return settings;
}

/** Of the function that speaks on the bus. Throws as {@link env} does. */
export function busEnv(): z.output<typeof BusSettings> {
  return parsed(BusSettings);
}
