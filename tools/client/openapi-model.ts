import { allRoutes } from '@tradewind/contracts/all';
import { openApiDocument } from '@tradewind/contracts/openapi/document';
import * as z from 'zod/mini';

export type JsonSchema = Readonly<Record<string, unknown>>;

const Schema = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.object({ schema: Schema }));

const OpenApiOperation = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.optional(z.string()),
  'x-access': z.enum(['public', 'guest', 'shopper', 'admin', 'partner', 'internal']),
  parameters: z._default(
    z.array(
      z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema: Schema }),
    ),
    [],
  ),
  requestBody: z.optional(z.object({ required: z.boolean(), content: Content })),
  responses: z.record(
    z.string(),
    z.object({ content: z.optional(Content), 'x-problem-codes': z.optional(z.array(z.string())) }),
  ),
});

const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), OpenApiOperation)),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

export interface Answer {
  readonly status: number;
  readonly kind: 'json' | 'text' | 'empty';
  readonly schema: JsonSchema | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** One operation of the API's document, with its references resolved. */
export interface ApiOperation {
  readonly id: string;
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly access: z.output<typeof OpenApiOperation>['x-access'];
  readonly summary: string;
  readonly description: string | undefined;
  /** Those of path and query. */
  readonly parameters: readonly Parameter[];
  readonly idempotency: 'required' | 'honoured' | undefined;
  readonly ifMatch: 'required' | 'honoured' | undefined;
  readonly body: { readonly required: boolean; readonly schema: JsonSchema } | undefined;
  readonly answers: readonly Answer[];
  readonly problems: readonly { readonly status: number; readonly codes: readonly string[] }[];
}

type Resolve = (schema: JsonSchema) => JsonSchema;
type ParsedOperation = z.output<typeof OpenApiOperation>;

function answersOf(operation: ParsedOperation, resolve: Resolve): Answer[] {
  return Object.entries(operation.responses)
    .filter(([status]) => Number(status) < 300)
    .map(([code, { content = {} }]) => {
      const status = Number(code);
      const [entry] = Object.entries(content);
      if (entry === undefined) return { status, kind: 'empty', schema: undefined };
      const [mediaType, { schema }] = entry;
      return { status, kind: mediaType === 'application/json' ? 'json' : 'text', schema: resolve(schema) };
    });
}

function headerNeed(operation: ParsedOperation, header: string): 'required' | 'honoured' | undefined {
  const parameter = operation.parameters.find(({ name, in: place }) => place === 'header' && name === header);
  if (parameter === undefined) return undefined;
  return parameter.required ? 'required' : 'honoured';
}

function toApiOperation(method: string, path: string, operation: ParsedOperation, resolve: Resolve): ApiOperation {
  const body = operation.requestBody;
  const schema = body?.content['application/json']?.schema;
  return {
    id: operation.operationId,
    service: operation.tags[0],
    method: method.toUpperCase(),
    path,
    access: operation['x-access'],
    summary: operation.summary,
    description: operation.description,
    parameters: operation.parameters.filter((parameter) => parameter.in !== 'header'),
    idempotency: headerNeed(operation, 'Idempotency-Key'),
    ifMatch: headerNeed(operation, 'If-Match'),
    body: body && schema && { required: body.required, schema: resolve(schema) },
    answers: answersOf(operation, resolve),
    problems: Object.entries(operation.responses).flatMap(([status, { 'x-problem-codes': codes = [] }]) =>
      codes.length === 0 ? [] : [{ status: Number(status), codes }],
    ),
  };
}

/** Every operation that an OpenAPI document of the contracts describes, in its order. */
export function operationsOf(document: unknown): ApiOperation[] {
  const { paths, components } = Document.parse(document);
  const resolve: Resolve = (schema) => {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const target = components.schemas[$ref.replace('#/components/schemas/', '')];
    if (target === undefined) throw new Error(`The document refers to ${$ref}, which it does not hold.`);
    return target;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => toApiOperation(method, path, operation, resolve)),
  );
}

/** The operations of all contracts, by way of the document that the API serves. */
export function contractOperations(): ApiOperation[] {
  return operationsOf(openApiDocument(allRoutes, { version: '1' }));
}
