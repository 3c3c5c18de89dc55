import * as z from 'zod/mini';

export type JsonSchema = Record<string, unknown>;

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1, without the `$schema` line that would repeat in every component. */
export function toJsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return { ...rest };
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

function isRecord(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One parameter per property of an object schema. Their types are those after parsing (`limit` is an integer
 * although it arrives as text), while what may be left out is decided before it.
 */
export function toParameters(schema: z.ZodMiniType, place: 'path' | 'query'): Parameter[] {
  const { properties } = toJsonSchema(schema, 'output');
  const { required } = toJsonSchema(schema, 'input');
  const mandatory = new Set<unknown>(Array.isArray(required) ? required : []);
  return Object.entries(isRecord(properties) ? properties : {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || mandatory.has(name),
    schema: isRecord(property) ? property : {},
  }));
}
