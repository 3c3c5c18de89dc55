import { compile } from 'json-schema-to-typescript';
import type { JsonSchema } from './openapi-model.ts';
import { canonical } from './schema-names.ts';

interface Declared {
  readonly schema: JsonSchema;
  readonly services: Set<string>;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One TypeScript declaration of a schema, as text that is not formatted yet. */
export async function declaration(name: string, schema: JsonSchema): Promise<string> {
  const text = await compile(schema, name, {
    bannerComment: '',
    format: false,
    ignoreMinAndMaxItems: true,
    additionalProperties: false,
  });
  // A status is a number: as a text it could not be compared with that of an answer.
  return text.replaceAll(/^(\s*)"(\d{3})"(?=\??:)/gm, '$1$2');
}

/** The named types that operations use, each declared once; what several services use is `shared`. */
export class TypeCatalogue {
  readonly #names: Map<string, string>;
  readonly #declared = new Map<string, Declared>();

  /** @param names By canonical schema. */
  constructor(names: ReadonlyMap<string, string>) {
    this.#names = new Map(names);
  }

  /** The schema with every named part replaced by its name, which is then among the declared types. */
  reference(schema: JsonSchema, service: string): JsonSchema {
    const name = this.#names.get(canonical(schema));
    return name === undefined ? this.#parts(schema, service) : this.#use(name, schema, service);
  }

  /** Like `reference`, but for a whole body, which is given this name if it has none and is worth one. */
  body(schema: JsonSchema, suggestion: string, service: string): JsonSchema {
    const worthIt = schema['type'] === 'object' || schema['anyOf'] !== undefined;
    const text = canonical(schema);
    if (worthIt && !this.#names.has(text)) {
      if ([...this.#names.values()].includes(suggestion)) throw new Error(`${suggestion} is already a type's name.`);
      this.#names.set(text, suggestion);
    }
    return this.reference(schema, service);
  }

  /** Name → where it belongs: its service, or `shared`. Sorted by name. */
  places(): Map<string, string> {
    const entries = [...this.#declared].map(([name, { services }]): [string, string] => {
      const [only = 'shared', ...others] = services;
      return [name, others.length === 0 ? only : 'shared'];
    });
    return new Map(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** The declaration of a type that is used. */
  async declare(name: string): Promise<string> {
    const declared = this.#declared.get(name);
    if (declared === undefined) throw new Error(`There is no type ${name}.`);
    const [service = 'shared'] = declared.services;
    return declaration(name, this.#parts(declared.schema, service));
  }

  #parts(schema: JsonSchema, service: string): JsonSchema {
    return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, this.#visit(value, service)]));
  }

  #visit(value: unknown, service: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#visit(item, service));
    return isSchema(value) ? this.reference(value, service) : value;
  }

  #use(name: string, schema: JsonSchema, service: string): JsonSchema {
    const declared = this.#declared.get(name) ?? { schema, services: new Set() };
    this.#declared.set(name, declared);
    if (!declared.services.has(service)) {
      declared.services.add(service);
      this.#parts(schema, service);
    }
    return { tsType: name };
  }
}
