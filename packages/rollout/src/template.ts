/** Any value in a CloudFormation template. */
export type Value = string | number | boolean | null | Value[] | ValueMap;

export interface ValueMap {
  [key: string]: Value;
}

/** A resource of a template; attributes other than its type and properties are kept as they are. */
export type Resource = ValueMap & { Type: string; Properties?: ValueMap };

export type Resources = Record<string, Resource>;

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The logical ids of the resources of a type, in the order of the template. */
export function idsOfType(resources: Resources, type: string): string[] {
  return Object.keys(resources).filter((id) => resources[id]?.Type === type);
}
