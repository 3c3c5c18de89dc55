import * as z from 'zod/mini';

/** A text that must be there. */
export const setting = z.string().check(z.minLength(1));

/** A text that may be left out. */
export const optionalSetting = z.optional(setting);

/** Every group that this process declared. */
const declared = new Set<z.ZodMiniType>();

function namesMissing(): string[] {
  const issues = [...declared].flatMap((schema) => schema.safeParse(process.env).error?.issues ?? []);
  return [...new Set(issues.map(({ path }) => path.join('.')))].sort();
}

/**
 * Settings that functions read from their environment, parsed on first use and kept. Throws an error that names all
 * that is missing or wrong, in the other declared groups as well, so that a deployment is corrected once.
 *
 * Declare a group by a call marked as pure, as esbuild drops it then from the bundles that never ask for it: what a
 * function names is what it needs itself.
 */
export function settings<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const schema = z.object(shape);
  declared.add(schema);
  let parsed: z.output<typeof schema> | undefined;
  return (): z.output<typeof schema> => {
    if (parsed !== undefined) return parsed;
    const result = schema.safeParse(process.env);
    if (!result.success) throw new Error(`Missing or wrong in the environment: ${namesMissing().join(', ')}.`);
    parsed = result.data;
    return parsed;
  };
}
