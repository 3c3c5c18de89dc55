import type { ApiOperation, JsonSchema, Parameter } from './openapi-model.ts';
import { declaration, type TypeCatalogue } from './type-declarations.ts';

/** Names in an operation's input that are not parameters of path or query. */
const RESERVED = new Set(['body', 'idempotencyKey', 'ifMatch']);

const WHO: Readonly<Record<ApiOperation['access'], string>> = {
  public: 'Open to everybody.',
  guest: 'Open to everybody; a session or a cart token tells who asks.',
  shopper: 'For those who are signed in.',
  admin: 'For admins.',
  partner: 'For holders of an API key or a service token.',
  internal: 'For principals of IAM, who sign their requests.',
};

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function contractName({ id }: ApiOperation): string {
  return `${capitalized(id)}Contract`;
}

/** Lets callers pass undefined for what they may leave out, which `exactOptionalPropertyTypes` would refuse. */
function orUndefined(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { tsType: 'undefined' }] };
}

function described(schema: JsonSchema, description: string): JsonSchema {
  return { ...schema, description };
}

function objectOf(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema {
  return { type: 'object', additionalProperties: false, properties, required };
}

function parameterSchema({ schema, required }: Parameter, types: TypeCatalogue, service: string): JsonSchema {
  const { default: preset } = schema;
  const type = types.reference(schema, service);
  const whole = required ? type : orUndefined(type);
  return preset === undefined ? whole : described(whole, `${JSON.stringify(preset)} unless given.`);
}

/** Lists whose items the API checks one by one accept anything; a typed client keeps to what is not refused. */
function withoutAnything(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutAnything);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    const alternatives: unknown = key === 'anyOf' && Array.isArray(value) ? value.filter(saysSomething) : value;
    return [key, withoutAnything(alternatives)];
  });
  return Object.fromEntries(entries);
}

function saysSomething(schema: unknown): boolean {
  return typeof schema !== 'object' || schema === null || Object.keys(schema).length > 0;
}

function requestBody(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withoutAnything(value)]));
}

function inputSchema(operation: ApiOperation, types: TypeCatalogue): JsonSchema {
  const { id, service, parameters, body, idempotency, ifMatch } = operation;
  const properties: Record<string, JsonSchema> = {};
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  for (const parameter of parameters) {
    if (RESERVED.has(parameter.name)) throw new Error(`${id}: a parameter must not be called ${parameter.name}.`);
    properties[parameter.name] = parameterSchema(parameter, types, service);
  }
  if (body !== undefined) {
    const schema = types.body(requestBody(body.schema), `${capitalized(id)}Request`, service);
    properties['body'] = body.required ? schema : orUndefined(schema);
    if (body.required) required.push('body');
  }
  if (idempotency !== undefined) {
    const text = 'A key of your own for this one effect; a new UUID unless given.';
    properties['idempotencyKey'] = described({ tsType: 'string | undefined' }, text);
  }
  if (ifMatch !== undefined) {
    properties['ifMatch'] = described({ tsType: 'string | undefined' }, 'The `etag` of the version that you read.');
    if (ifMatch === 'required') required.push('ifMatch');
  }
  return objectOf(properties, required);
}

function answersSchema({ id, service, answers }: ApiOperation, types: TypeCatalogue): JsonSchema {
  const entries = answers.map(({ status, kind, schema }): [string, JsonSchema] => {
    if (schema === undefined) return [String(status), { tsType: 'undefined' }];
    if (kind === 'text') return [String(status), { type: 'string' }];
    const suggestion = `${capitalized(id)}Response${answers.length === 1 ? '' : status}`;
    return [String(status), types.body(schema, suggestion, service)];
  });
  return objectOf(
    Object.fromEntries(entries),
    entries.map(([status]) => status),
  );
}

function problemsSchema({ problems }: ApiOperation): JsonSchema {
  const entries = problems.map(({ status, codes }): [string, JsonSchema] => [String(status), { enum: codes }]);
  return objectOf(
    Object.fromEntries(entries),
    entries.map(([status]) => status),
  );
}

function docBlock(lines: readonly string[]): string {
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

function wrapped(text: string, width = 114): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function documentation({ method, path, access, summary, description }: ApiOperation): string {
  const details = description === undefined ? [] : ['', ...wrapped(description)];
  return docBlock([`${summary}.`, '', `\`${method} ${path}\` ${WHO[access]}`, ...details]);
}

function spec({ id, method, path, access, answers, idempotency, ifMatch }: ApiOperation): string {
  const kinds = Object.fromEntries(answers.map(({ status, kind }) => [status, kind]));
  return JSON.stringify({
    id,
    method,
    path,
    access,
    answers: kinds,
    ...(idempotency !== undefined && { keyed: true }),
    ...(ifMatch !== undefined && { ifMatch }),
  });
}

/** The type of one operation's contract, as text that is not formatted yet. */
export async function contractDeclaration(operation: ApiOperation, types: TypeCatalogue): Promise<string> {
  const properties = {
    input: inputSchema(operation, types),
    answers: answersSchema(operation, types),
    problems: problemsSchema(operation),
  };
  return declaration(contractName(operation), objectOf(properties, Object.keys(properties)));
}

/** The function of one operation, as text that is not formatted yet. */
export function operationDeclaration(operation: ApiOperation): string {
  const pure = `/* @__PURE__ */ operation<${contractName(operation)}>(${spec(operation)});`;
  return `${documentation(operation)}\nexport const ${operation.id} = ${pure}\n`;
}

function isList({ id, parameters }: ApiOperation): boolean {
  return id.startsWith('list') && parameters.some(({ name }) => name === 'cursor');
}

/** The iteration over all pages of a list operation; nothing for other operations. */
export function iterationDeclaration(operation: ApiOperation): string | undefined {
  if (!isList(operation)) return undefined;
  const doc = docBlock([`All that \`${operation.id}\` finds, from page to page as the loop goes on.`]);
  const name = operation.id.replace(/^list/, 'listAll');
  return `${doc}\nexport const ${name} = /* @__PURE__ */ iteration(${operation.id});\n`;
}
