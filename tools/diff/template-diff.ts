import { isObject, parseTemplate, type Template, type TemplateResource } from '../package/template.ts';

export type Replacement = 'yes' | 'maybe' | 'no';

/** Whether a changed property makes CloudFormation create the resource anew. */
export type ReplacementOf = (type: string, property: string) => Replacement;

export interface ResourceChange {
  readonly id: string;
  readonly type: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Of a change: whether the resource is created anew, which empties what holds data. */
  readonly replaced: Replacement;
  /** Changed places within the properties, such as `KeySchema.0.AttributeName`. */
  readonly paths: readonly string[];
  /** It holds data and is removed or created anew. */
  readonly touchesData: boolean;
  /** As `touchesData`, and nothing retains what there was. */
  readonly losesData: boolean;
}

const HOLDS_DATA = new Set([
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
]);

/** What the framework names anew in every packaging: versions by their hash, archives by the time. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/(LambdaVersion)[A-Za-z0-9]{30,}/g, '$1'],
  [/(serverless\/[^/"]+\/[^/"]+\/)[^/"]+\//g, '$1'],
];

const UNSET = 'unset';

function stable(template: Template): Template {
  const text = VOLATILE.reduce((json, [pattern, by]) => json.replace(pattern, by), JSON.stringify(template));
  return parseTemplate(JSON.parse(text));
}

/** Text of a template that was packaged alone has `unset` where another stack's output will stand. */
function sameText(before: unknown, after: string): boolean {
  if (!after.includes(UNSET)) return before === after;
  if (typeof before !== 'string') return after === UNSET;
  const parts = after.split(UNSET).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(before);
}

/** Paths at which two values differ; `''` when the values themselves do. */
export function differences(before: unknown, after: unknown, path = ''): string[] {
  if (typeof after === 'string') return sameText(before, after) ? [] : [path];
  const at = (key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => differences(before[index], after[index], at(index))).flat();
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], at(key)));
  }
  return Object.is(before, after) ? [] : [path];
}

function retains({ DeletionPolicy }: TemplateResource): boolean {
  return DeletionPolicy === 'Retain' || DeletionPolicy === 'RetainExceptOnCreate';
}

function worst(replacements: readonly Replacement[]): Replacement {
  if (replacements.includes('yes')) return 'yes';
  return replacements.includes('maybe') ? 'maybe' : 'no';
}

function changed(
  id: string,
  before: TemplateResource,
  after: TemplateResource,
  replacementOf: ReplacementOf,
): ResourceChange[] {
  if (before.Type !== after.Type) return [removed(id, before), added(id, after)];
  const paths = differences(before.Properties ?? {}, after.Properties ?? {});
  if (paths.length === 0) return [];
  const replaced = worst(paths.map((path) => replacementOf(after.Type, path.split('.')[0] ?? '')));
  const touchesData = replaced !== 'no' && HOLDS_DATA.has(after.Type);
  const losesData = touchesData && !retains(before);
  return [{ id, type: after.Type, kind: 'changed', replaced, paths, touchesData, losesData }];
}

function added(id: string, { Type: type }: TemplateResource): ResourceChange {
  return { id, type, kind: 'added', replaced: 'no', paths: [], touchesData: false, losesData: false };
}

function removed(id: string, resource: TemplateResource): ResourceChange {
  const touchesData = HOLDS_DATA.has(resource.Type);
  const losesData = touchesData && !retains(resource);
  return { id, type: resource.Type, kind: 'removed', replaced: 'no', paths: [], touchesData, losesData };
}

/**
 * What a deployment would change: resources added, removed, and changed with the places within. What the framework
 * names anew each time is no change, nor is `unset`, for which compose puts in the outputs of other stacks.
 */
export function diffTemplates(before: Template, after: Template, replacementOf: ReplacementOf): ResourceChange[] {
  const old = stable(before).Resources;
  const next = stable(after).Resources;
  const ids = [...new Set([...Object.keys(old), ...Object.keys(next)])].sort();
  return ids.flatMap((id) => {
    const [was, is] = [old[id], next[id]];
    if (was === undefined) return is === undefined ? [] : [added(id, is)];
    return is === undefined ? [removed(id, was)] : changed(id, was, is, replacementOf);
  });
}
