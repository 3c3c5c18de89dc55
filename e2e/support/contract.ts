import { allRoutes } from '@tradewind/contracts/all';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { openApiDocument } from '@tradewind/contracts/openapi/document';
import { problemsOf } from '@tradewind/contracts/openapi/problems';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const document = openApiDocument(allRoutes, { version: 'test' });
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: 'openapi', ...document });

const validators = new Map<string, ValidateFunction>();

function validator(pointer: string): ValidateFunction {
  let found = validators.get(pointer);
  if (found === undefined) {
    found = ajv.compile({ $ref: `openapi#${pointer}` });
    validators.set(pointer, found);
  }
  return found;
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

function matches(route: RouteDefinition, method: string, path: string): boolean {
  const pattern = route.path.replaceAll(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '\\.');
  return route.method === method && new RegExp(`^${pattern}$`).test(path);
}

/** The declared route that a request goes to; undefined for paths outside of the API. */
export function routeOf(method: string, path: string): RouteDefinition | undefined {
  const candidates = allRoutes.filter((route) => matches(route, method, path));
  return candidates.find((route) => route.path === path) ?? candidates[0];
}

function check(pointer: string, body: unknown, what: string): void {
  const validate = validator(pointer);
  if (!validate(body)) {
    throw new Error(`${what} breaks its contract: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`);
  }
}

function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
}

/**
 * Throws unless the answer is one that OpenAPI declares for this route: a known status, a body that meets its
 * schema and, for a problem, a code that is listed.
 */
export function expectDeclared(route: RouteDefinition, status: number, contentType: string, body: unknown): void {
  const what = `${route.method} ${route.path} → ${status}`;
  if (status < 300) {
    if (route.responses[status] === undefined) throw new Error(`${what} is not a declared answer`);
    if (route.responses[status] === null) return;
    const mediaType = route.responseType ?? 'application/json';
    if (mediaType !== 'application/json') return;
    const place = `/paths/${escaped(route.path)}/${route.method.toLowerCase()}/responses/${status}/content`;
    check(`${place}/${escaped(mediaType)}/schema`, body, what);
    return;
  }
  if (!contentType.startsWith('application/problem+json')) {
    const isSigned = route.access === 'internal' && status === 403;
    if (!isSigned && ![401, 404, 413, 429, 503].includes(status))
      throw new Error(`${what} is not a problem: ${contentType}`);
    check('/components/schemas/GatewayMessage', body, what);
    return;
  }
  check('/components/schemas/Problem', body, what);
  const code = codeOf(body);
  const declared = problemsOf(route).get(status) ?? [];
  if (typeof code !== 'string' || !declared.includes(code)) {
    throw new Error(`${what} answers ${String(code)}, but declares ${declared.join(', ') || 'nothing'} for it`);
  }
}
