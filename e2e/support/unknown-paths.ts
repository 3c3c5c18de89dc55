import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { toJsonSchema } from '@tradewind/contracts/openapi/json-schema';
import { ulid } from '@tradewind/kernel';
import * as z from 'zod/mini';

const PathSchema = z.object({ properties: z.record(z.string(), z.looseObject({ pattern: z.optional(z.string()) })) });

/** Parameters that are no ids. */
const NAMES: Readonly<Record<string, string>> = { sku: 'NO-SUCH-SKU', asset: 'docs.css' };

/** The path of a route with well-formed ids of things that do not exist, so that an allowed call changes nothing. */
export function unknownPath({ path, request }: RouteDefinition): string {
  if (request?.path === undefined) return path;
  const { properties } = PathSchema.parse(toJsonSchema(request.path, 'input'));
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const [, prefix] = /^\^([a-z]{3})_/.exec(properties[name]?.pattern ?? '') ?? [];
    return prefix === undefined ? (NAMES[name] ?? 'unknown') : `${prefix}_${ulid()}`;
  });
}
