import { isObject, type Json, type Template } from '../package/template.ts';
import { conditionsOf, effectiveResources } from '../policy/stage-template.ts';

/** Where the code of a deployment lies, and the tags, which a rule checks on every function alike. */
const NOISE = new Set(['Code', 'CodeSha256', 'Tags']);
/** Ids that end in a hash of what they stand for. */
const HASHED_ID = /^(.*(?:LambdaVersion|Deployment))(?=[A-Za-z]*\d)[0-9A-Za-z]{8,}$/;
const NO_VALUE = '<AWS::NoValue>';

function withoutHash(id: string): string {
  return HASHED_ID.exec(id)?.[1] ?? id;
}

function joined(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const [delimiter, parts] = value;
  if (typeof delimiter !== 'string' || !Array.isArray(parts)) return undefined;
  return parts.every((part) => typeof part === 'string') ? parts.join(delimiter) : undefined;
}

function attribute(value: unknown): string {
  const [id = '', ...path] = Array.isArray(value) ? value.map(String) : String(value).split('.');
  return `<${[withoutHash(id), ...path].join('.')}>`;
}

/** Writes intrinsic functions as a person would read them: `<OrdersTable.Arn>/index/gsi1`. */
class Writer {
  readonly #holds: (condition: string) => boolean;
  readonly #stage: RegExp;

  constructor(template: Template, stage: string) {
    this.#holds = conditionsOf(template);
    this.#stage = new RegExp(`\\b${stage}\\b`, 'g');
  }

  write(value: unknown): unknown {
    if (typeof value === 'string') return value.replaceAll(this.#stage, '<stage>');
    if (Array.isArray(value)) return value.map((each) => this.write(each)).filter((each) => each !== NO_VALUE);
    if (!isObject(value)) return value;
    return this.#intrinsic(value) ?? this.#object(value);
  }

  #object(value: Json): Json {
    const entries = Object.entries(value)
      .filter(([key]) => !NOISE.has(key))
      .map(([key, each]) => [key, this.write(each)] as const)
      .filter(([, each]) => each !== NO_VALUE && each !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(entries);
  }

  #intrinsic(value: Json): unknown {
    const [entry, ...others] = Object.entries(value);
    if (entry === undefined || others.length > 0) return undefined;
    const [name, argument] = entry;
    switch (name) {
      case 'Ref':
        return `<${withoutHash(String(argument))}>`;
      case 'Fn::GetAtt':
        return attribute(argument);
      case 'Fn::Join':
        return joined(this.write(argument));
      case 'Fn::Sub':
        return typeof argument === 'string'
          ? this.write(argument.replaceAll(/\$\{([^!}][^}]*)\}/g, (_, id: string) => attribute(id)))
          : undefined;
      case 'Fn::If':
        return Array.isArray(argument) ? this.write(argument[this.#holds(String(argument[0])) ? 1 : 2]) : undefined;
      default:
        return undefined;
    }
  }
}

/**
 * What a deployment of the template makes, by logical id, in an order and with names that neither a change of code nor
 * the stage moves. What depends on a condition is decided.
 */
export function normalise(template: Template, stage: string): Json {
  const writer = new Writer(template, stage);
  const entries = effectiveResources(template).map(({ id, raw }) => {
    return [withoutHash(id), writer.write({ ...raw, Condition: undefined })] as const;
  });
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
