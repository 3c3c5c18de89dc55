import type { RouteDefinition } from '../http/route.ts';
import { toJsonSchema, toParameters, type JsonSchema } from './json-schema.ts';
import { problemsOf } from './problems.ts';

const TITLES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No content',
  400: 'Bad request',
  401: 'Unauthenticated',
  402: 'Payment declined',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Rule violated',
  428: 'Precondition required',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

const GATEWAY_STATUSES = new Set([401, 404, 413, 429, 503]);

/** Refusals that come in the gateway's own words; the REST API's responses are problems, too. */
function isGatewayStatus(status: number, { access }: RouteDefinition): boolean {
  if (access === 'partner') return false;
  return GATEWAY_STATUSES.has(status) || (access === 'internal' && status === 403);
}

function pascalCase(kebab: string): string {
  return kebab
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `createCheckout` for the route `create-checkout`; unique over the API and the name of the client's method. */
export function operationId(route: RouteDefinition): string {
  const name = pascalCase(route.name);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function headerParameter(name: string, required: boolean, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'header', required, description, schema };
}

function headerParameters(route: RouteDefinition): JsonSchema[] {
  const parameters: JsonSchema[] = [];
  if (route.idempotency !== undefined) {
    parameters.push(
      headerParameter(
        'Idempotency-Key',
        route.idempotency === 'required',
        'A key of your own for this one effect. Sending the same request with it again answers the first outcome.',
        { type: 'string', minLength: 1, maxLength: 255 },
      ),
    );
  }
  if (route.ifMatch !== undefined) {
    parameters.push(
      headerParameter('If-Match', route.ifMatch === 'required', 'The ETag of the version that you read.', {
        type: 'string',
        examples: ['"3"'],
      }),
    );
  }
  return parameters;
}

function successHeaders(route: RouteDefinition): JsonSchema {
  const text = { schema: { type: 'string' } };
  return {
    'X-Request-Id': text,
    'X-Correlation-Id': text,
    ...(route.etag === true ? { ETag: text } : {}),
    ...(route.idempotency === undefined ? {} : { 'Idempotency-Replayed': text }),
  };
}

function successResponses(route: RouteDefinition, components: JsonSchema): JsonSchema {
  const entries = Object.entries(route.responses).map(([status, schema]) => {
    const description = TITLES[Number(status)] ?? 'Success';
    if (schema === null) return [status, { description, headers: successHeaders(route) }];
    const name = `${pascalCase(route.name)}Response${status}`;
    components[name] = toJsonSchema(schema, 'output');
    const content = {
      [route.responseType ?? 'application/json']: { schema: { $ref: `#/components/schemas/${name}` } },
    };
    return [status, { description, headers: successHeaders(route), content }];
  });
  return Object.fromEntries(entries);
}

function problemResponses(route: RouteDefinition): JsonSchema {
  const problems = problemsOf(route);
  const statuses = [...new Set([...problems.keys(), 429])].sort((left, right) => left - right);
  const entries = statuses.map((status) => {
    const codes = problems.get(status) ?? [];
    const description = [TITLES[status], codes.map((code) => `\`${code}\``).join(', ')].filter(Boolean).join(': ');
    const content: JsonSchema = {};
    if (codes.length > 0) content['application/problem+json'] = { schema: { $ref: '#/components/schemas/Problem' } };
    if (isGatewayStatus(status, route)) {
      content['application/json'] = { schema: { $ref: '#/components/schemas/GatewayMessage' } };
    }
    return [status, { description, content, ...(codes.length > 0 && { 'x-problem-codes': codes }) }];
  });
  return Object.fromEntries(entries);
}

function security(route: RouteDefinition): JsonSchema[] {
  switch (route.access) {
    case 'public':
      return [];
    case 'guest':
      return [{}, { bearer: [] }, { cartToken: [] }];
    case 'shopper':
    case 'admin':
      return [{ bearer: [] }];
    case 'partner':
      return [{ partnerKey: [] }];
    case 'internal':
      return [{ sigv4: [] }];
  }
}

/** The OpenAPI operation of one route; schemas that it names are added to `components`. */
export function toOperation(route: RouteDefinition, components: JsonSchema): JsonSchema {
  const { request } = route;
  const parameters = [
    ...(request?.path === undefined ? [] : toParameters(request.path, 'path')),
    ...(request?.query === undefined ? [] : toParameters(request.query, 'query')),
    ...headerParameters(route),
  ];
  const operation: JsonSchema = {
    operationId: operationId(route),
    tags: [route.service],
    summary: route.summary,
    'x-access': route.access,
    security: security(route),
    responses: { ...successResponses(route, components), ...problemResponses(route) },
  };
  if (route.description !== undefined) operation['description'] = route.description;
  if (parameters.length > 0) operation['parameters'] = parameters;
  if (request?.body !== undefined) {
    const name = `${pascalCase(route.name)}Request`;
    components[name] = toJsonSchema(request.body, 'input');
    const schema = { $ref: `#/components/schemas/${name}` };
    const required = !request.body.safeParse(undefined).success;
    operation['requestBody'] = { required, content: { 'application/json': { schema } } };
  }
  return operation;
}
