import * as z from 'zod/mini';
import { TemplateError, type ResourceModel } from '../templates/model.ts';

/** A resource's properties in the shape that its type needs. Throws TemplateError naming the resource. */
export function propertiesOf<Schema extends z.ZodMiniType>(schema: Schema, resource: ResourceModel): z.output<Schema> {
  const parsed = z.safeParse(schema, resource.properties);
  if (parsed.success) return parsed.data;
  throw new TemplateError(`${resource.logicalId} (${resource.type}): ${z.prettifyError(parsed.error)}`);
}

/** CloudFormation lets numbers and booleans be written as text. */
export const numberOrText = z.union([z.number(), z.string()]);
export const booleanOrText = z.union([z.boolean(), z.enum(['true', 'false'])]);
export const jsonOrText = z.union([z.string(), z.record(z.string(), z.unknown())]);

export function asText(value: string | Readonly<Record<string, unknown>>): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
