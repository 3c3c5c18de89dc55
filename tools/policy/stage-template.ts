import { intrinsicResolver } from '@tradewind/local-cloud/templates/intrinsics';
import { isObject, type Json, type Template, type TemplateResource } from '../package/template.ts';
import type { StageSettings } from '../stages/stages.ts';

/** A resource that a deployment of the stage would really make. */
export interface DeclaredResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
  readonly raw: TemplateResource;
}

/** One service's template for one stage, as the rules look at it. */
export interface StageTemplate {
  readonly service: string;
  readonly stage: string;
  readonly settings: StageSettings;
  /** Without those whose condition does not hold. */
  readonly resources: readonly DeclaredResource[];
}

/** Deployments are judged in this region; nothing here depends on another. */
const REGION = 'us-east-1';

/** Judges a template's conditions. What it answers throws TemplateError for one that cannot be judged. */
export function conditionsOf(template: Template): (condition: string) => boolean {
  const { holds } = intrinsicResolver({
    conditions: template.Conditions ?? {},
    reference: (name) => (name === 'AWS::Region' ? REGION : undefined),
    attribute: () => undefined,
  });
  return holds;
}

/** The resources of a template whose conditions hold. Throws TemplateError for a condition that cannot be judged. */
export function effectiveResources(template: Template): DeclaredResource[] {
  const holds = conditionsOf(template);
  return Object.entries(template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || holds(Condition))
    .map(([id, raw]) => ({ id, type: raw.Type, properties: raw.Properties ?? {}, raw }));
}

export function ofType({ resources }: StageTemplate, ...types: readonly string[]): DeclaredResource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** The value at a path, where every step is a plain object; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

/** Logical ids that a value refers to, however deep. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': substitution } = value;
  if (typeof Ref === 'string') return [Ref];
  if (Array.isArray(attribute)) return attribute.slice(0, 1).map(String);
  if (typeof attribute === 'string') return attribute.split('.').slice(0, 1);
  const text: unknown = Array.isArray(substitution) ? substitution[0] : substitution;
  const named = typeof text === 'string' ? [...text.matchAll(/\$\{(\w+)/g)].map(([, id = '']) => id) : [];
  return [...named, ...Object.values(value).flatMap(referencesIn)];
}

/** The resource of this type that a value leads to, also by way of an alias of a function. */
export function resourceBehind(template: StageTemplate, value: unknown, type: string): DeclaredResource | undefined {
  for (const id of referencesIn(value)) {
    const found = template.resources.find((resource) => resource.id === id);
    if (found?.type === type) return found;
    if (found?.type === 'AWS::Lambda::Alias') return resourceBehind(template, found.properties['FunctionName'], type);
  }
  return undefined;
}

/** Whether a property is set to more than nothing. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && at(value, 'Ref') !== 'AWS::NoValue';
}
