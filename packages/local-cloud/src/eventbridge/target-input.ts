import type { BridgeEvent } from './bridge-event.ts';
import type { Target } from './target.ts';

/** What a target receives of an event, as JSON text: the whole, a part, a constant, or a transformed text. */
export function targetInput(target: Target, event: BridgeEvent, ruleArn: string): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(atPath(event, target.InputPath) ?? {});
  if (target.InputTransformer !== undefined) return transform(target.InputTransformer, event, ruleArn);
  return JSON.stringify(event);
}

/** `$.detail.items[0].id` */
export function atPath(value: unknown, path: string): unknown {
  let current = value;
  for (const [, name, index] of path.matchAll(/\.([\w-]+)|\[(\d+)\]/g)) {
    const key = name ?? index ?? '';
    if (current === null || typeof current !== 'object') return undefined;
    current = Object.hasOwn(current, key) ? Reflect.get(current, key) : undefined;
  }
  return current;
}

function transform(transformer: NonNullable<Target['InputTransformer']>, event: BridgeEvent, ruleArn: string): string {
  const variables = new Map<string, unknown>([
    ['aws.events.rule-arn', ruleArn],
    ['aws.events.rule-name', ruleArn.slice(ruleArn.lastIndexOf('/') + 1)],
    ['aws.events.event.ingestion-time', event.time],
    ['aws.events.event.json', event],
    ['aws.events.event', { ...event, detail: undefined }],
  ]);
  for (const [name, path] of Object.entries(transformer.InputPathsMap ?? {})) variables.set(name, atPath(event, path));
  const text = fill(transformer.InputTemplate, variables);
  return isJson(text) ? text : JSON.stringify(text);
}

/** Inside a string of the template a variable is its text, elsewhere its JSON, so that the result stays JSON. */
function fill(template: string, variables: ReadonlyMap<string, unknown>): string {
  let inString = false;
  return template.replaceAll(/\\.|"|<([\w.-]+)>/g, (token, name: string | undefined) => {
    if (token === '"') inString = !inString;
    if (name === undefined || !variables.has(name)) return token;
    const value = variables.get(name) ?? '';
    if (!inString) return JSON.stringify(value);
    return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)).slice(1, -1);
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
