import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json } from '../package/template.ts';

/** The key under which stands what differs, by stage. */
export const BY_STAGE = 'by stage';

type ByStage = Readonly<Record<string, unknown>>;

function keysOf(values: readonly Json[]): string[] {
  return [...new Set(values.flatMap((value) => Object.keys(value)))].sort();
}

function merged(values: ByStage, stages: readonly string[]): unknown {
  const present = stages.filter((stage) => values[stage] !== undefined);
  const all = present.map((stage) => values[stage]);
  const [first, ...others] = all;
  const everywhere = present.length === stages.length;
  if (everywhere && others.every((other) => isDeepStrictEqual(first, other))) return first;
  const objects = all.filter(isObject);
  if (everywhere && objects.length === all.length) return mergedObjects(stages, objects);
  const lists = all.filter(Array.isArray);
  if (everywhere && lists.length === all.length && lists.every(({ length }) => length === lists[0]?.length)) {
    return lists[0]?.map((_, index) =>
      merged(Object.fromEntries(stages.map((stage, at) => [stage, lists[at]?.[index]])), stages),
    );
  }
  return { [BY_STAGE]: Object.fromEntries(present.map((stage) => [stage, values[stage]])) };
}

function mergedObjects(stages: readonly string[], objects: readonly Json[]): Json {
  return Object.fromEntries(
    keysOf(objects).map((key) => [
      key,
      merged(Object.fromEntries(stages.map((stage, at) => [stage, objects[at]?.[key]])), stages),
    ]),
  );
}

/**
 * One document of the same thing in several stages: what is alike stands once, what differs or is missing somewhere
 * stands under `by stage`. A resource that only some stages have is told once, with their names.
 */
export function mergeStages(resources: Readonly<Record<string, Json>>): Json {
  const stages = Object.keys(resources);
  const entries = keysOf(Object.values(resources)).map((id) => {
    const having = stages.filter((stage) => resources[stage]?.[id] !== undefined);
    const values = Object.fromEntries(having.map((stage) => [stage, resources[stage]?.[id]]));
    const resource = merged(values, having);
    return [having.length === stages.length ? id : `${id} (${having.join(', ')})`, resource] as const;
  });
  return Object.fromEntries(entries);
}
