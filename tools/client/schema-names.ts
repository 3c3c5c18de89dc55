import { toJsonSchema } from '@tradewind/contracts/openapi/json-schema';
import { globSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';

const CONTRACTS = path.join(ROOT, 'packages/contracts/src');

/** Two schemas are the same when their canonical texts are. */
export function canonical(schema: unknown): string {
  return JSON.stringify(schema, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}

function isNameable(value: unknown): value is z.ZodMiniType {
  if (typeof value !== 'object' || value === null || !('def' in value)) return false;
  const { def } = value;
  return typeof def === 'object' && def !== null && 'type' in def && (def.type === 'object' || def.type === 'enum');
}

interface Found {
  readonly name: string;
  /** The folder of contracts that it was found in. */
  readonly service: string;
  readonly text: string;
}

/** Both forms of a schema, before and after parsing, where they differ. */
function found(exported: string, schema: z.ZodMiniType, service: string): Found[] {
  const name = exported.replace(/View$/, '');
  const output = canonical(toJsonSchema(schema, 'output'));
  const input = canonical(toJsonSchema(schema, 'input'));
  const forms = [{ name, service, text: output }];
  return input === output ? forms : [...forms, { name: `${name}Input`, service, text: input }];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** By canonical schema; a name that stands for several schemas is led by the service that it is from. */
function distinctNames(all: readonly Found[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { name, service, text } of all) {
    const isAmbiguous = all.some((other) => other.name === name && other.text !== text);
    if (!names.has(text)) names.set(text, isAmbiguous ? capitalized(service) + name : name);
  }
  return names;
}

/**
 * What the contracts call their objects and enumerations, by canonical schema: `OrderView` is `Order` to a client.
 * The document inlines every schema, so that the names have to come from here.
 */
export async function contractNames(): Promise<Map<string, string>> {
  const all: Found[] = [];
  const files = globSync('**/*.ts', { cwd: CONTRACTS }).filter((file) => !/\.test\.ts$|\.v\d+\.ts$/.test(file));
  for (const file of files.toSorted()) {
    const module: Readonly<Record<string, unknown>> = await import(path.join(CONTRACTS, file));
    for (const [exported, schema] of Object.entries(module)) {
      if (isNameable(schema)) all.push(...found(exported, schema, path.dirname(file)));
    }
  }
  return distinctNames(all);
}
