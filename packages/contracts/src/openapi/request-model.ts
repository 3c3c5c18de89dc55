import * as z from 'zod/mini';
import type { RouteDefinition } from '../http/route.ts';
import type { JsonSchema } from './json-schema.ts';

/**
 * The body of a route as a model of API Gateway, which validates by JSON Schema draft 4.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 * Throws for a route without a body.
 */
export function requestModel({ name, request }: RouteDefinition): JsonSchema {
  if (request?.body === undefined) throw new Error(`${name} has no body to make a model of.`);
  const schema = z.toJSONSchema(request.body, { io: 'input', target: 'draft-04' });
  return { ...schema, title: name };
}
