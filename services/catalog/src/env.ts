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
      throw new Error(`Missing in the environment: ${names.join(', ')}.`);
    }
    parsed = result.data;
    return parsed;
  };
}

/** Every function of this service has a table. */
export const env = settings({ TABLE_NAME: setting });

/** The functions behind lists sign their cursors. */
export const cursorEnv = settings({ CURSOR_SECRET_ID: setting });

/** The outbox publisher knows the bus. */
export const busEnv = settings({ EVENT_BUS_NAME: setting });
