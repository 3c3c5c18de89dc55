import { Problem } from '../http/problem.ts';
import type { RouteDefinition, ServiceName } from '../http/route.ts';
import { toJsonSchema, type JsonSchema } from './json-schema.ts';
import { toOperation } from './operation.ts';

export interface DocumentOptions {
  readonly version: string;
  /** Where the API is served; relative to the document unless said otherwise. */
  readonly serverUrl?: string;
}

const DESCRIPTION = `The HTTP API of Tradewind, a headless commerce backend.

Money is \`{ "amount": 1999, "currency": "GBP" }\` in minor units; times are RFC 3339 in UTC; ids are prefixed and
sort by creation. Lists answer \`{ "data", "nextCursor" }\`. Errors are \`application/problem+json\` with a stable
\`code\`; the gateway's own refusals keep its short body.`;

const SERVICE_SUMMARIES: Readonly<Record<ServiceName, string>> = {
  platform: 'Health, this document and its page',
  identity: 'Registration, sessions and profiles',
  catalog: 'Products, variants, prices and categories',
  inventory: 'Stock per location',
  carts: 'Carts and their totals',
  orders: 'Checkout and orders',
  payments: 'Payments of orders',
  notifications: 'Mails to customers',
  partner: 'The REST API for resellers and warehouses',
};

const SECURITY_SCHEMES: JsonSchema = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token of `POST /v1/sessions`.' },
  partnerKey: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`ApiKey <key>` or `Bearer <service token>`, both of `POST /v1/api-keys`.',
  },
  sigv4: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'AWS Signature Version 4 for the service `execute-api`, by a principal that may call the route.',
  },
  cartToken: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Cart-Token',
    description: 'Answered once when a guest creates a cart; opens that cart and the order made from it.',
  },
};

function pathsOf(routes: readonly RouteDefinition[], components: JsonSchema): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = toOperation(route, components);
  }
  return paths;
}

export interface OpenApiDocument extends JsonSchema {
  readonly openapi: string;
}

/** The OpenAPI 3.1 document of these routes, complete with components, security and every declared problem. */
export function openApiDocument(routes: readonly RouteDefinition[], options: DocumentOptions): OpenApiDocument {
  const components: JsonSchema = {
    Problem: toJsonSchema(Problem, 'output'),
    GatewayMessage: {
      type: 'object',
      description: "The API gateway's own refusal, before any service was asked.",
      properties: { message: { type: ['string', 'null'] } },
      required: ['message'],
    },
  };
  const paths = pathsOf(routes, components);
  const tags = [...new Set(routes.map(({ service }) => service))];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tradewind',
      version: options.version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.serverUrl ?? '/' }],
    tags: tags.map((name) => ({ name, description: SERVICE_SUMMARIES[name] })),
    paths,
    components: { schemas: components, securitySchemes: SECURITY_SCHEMES },
  };
}
