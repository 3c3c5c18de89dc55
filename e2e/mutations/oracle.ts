import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { toJsonSchema } from '@tradewind/contracts/openapi/json-schema';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isObject, type Json, type Place } from './json.ts';

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const validators = new Map<string, ValidateFunction>();

type Schema = Readonly<Record<string, unknown>>;

function bodySchema(route: RouteDefinition): Schema {
  return route.request?.body === undefined ? {} : toJsonSchema(route.request.body, 'input');
}

function publishedValidator(route: RouteDefinition): ValidateFunction {
  let found = validators.get(route.name);
  if (found === undefined) {
    found = ajv.compile(bodySchema(route));
    validators.set(route.name, found);
  }
  return found;
}

/**
 * Whether a body is surely refused: by the published JSON Schema, and by the contract that it is made from. Where only
 * one refuses (spaces that are trimmed first, a rule that JSON Schema cannot say), nothing is claimed.
 */
export function refusesBody(route: RouteDefinition, body: Json): boolean {
  const schema = route.request?.body;
  if (schema === undefined) return false;
  return !publishedValidator(route)(body) && !schema.safeParse(body).success;
}

export function refusesQuery(route: RouteDefinition, query: Readonly<Record<string, string>>): boolean {
  return route.request?.query?.safeParse(query).success === false;
}

export function refusesParameters(route: RouteDefinition, parameters: Readonly<Record<string, string>>): boolean {
  return route.request?.path?.safeParse(parameters).success === false;
}

function inner(schema: Schema, step: string | number): Schema[] {
  const { properties, items, additionalProperties, anyOf, oneOf, allOf } = schema;
  const branches = [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const next = [
    ...(typeof step === 'number'
      ? [items]
      : [isObject(properties) ? properties[step] : undefined, additionalProperties]),
    ...branches.filter(isObject).flatMap((branch) => inner(branch, step)),
  ];
  return next.filter(isObject);
}

/** What the published schema says about one place of a body: all schemas that may apply there. */
export function schemasAt(route: RouteDefinition, place: Place): Schema[] {
  let schemas = [bodySchema(route)];
  for (const step of place) schemas = schemas.flatMap((schema) => inner(schema, step));
  return schemas;
}
