import * as z from 'zod/mini';

const setting = z.string().check(z.minLength(1));

function settings<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const schema = z.object(shape);
  let parsed: z.output<typeof schema> | undefined;
  return (): z.output<typeof schema> => {
    if (parsed !== undefined) return parsed;
    const result = schema.safeParse(process.env);
    if (!result.success) {
      const names = result.error.issues.map(({ path }) => path.join('.'));
      throw new Error(`Environment variables are missing or empty: ${names.join(', ')}.`);
    }
    parsed = result.data;
    return parsed;
  };
}

/** The environment of every function of this service, read on first use; throws naming what is missing. */
export const env = settings({ STAGE: setting });

/** Whoever raises alerts knows where they go, and what people call the stage. */
export const alertEnv = settings({
  STAGE: setting,
  TABLE_NAME: setting,
  ALARM_TOPIC_ARN: setting,
  ALARM_STAGE: setting,
});
