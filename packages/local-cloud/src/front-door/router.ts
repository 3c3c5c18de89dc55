import type { CloudModel, FunctionModel } from '../templates/model.ts';

export interface Route {
  /** `GET /v1/orders/{orderId}` */
  readonly routeKey: string;
  readonly authorized: boolean;
  readonly definition: FunctionModel;
}

export interface RouteMatch {
  readonly route: Route;
  /** Decoded values. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export interface Router {
  /** `path` still percent-encoded, without the query. */
  match(method: string, path: string): RouteMatch | undefined;
  readonly routes: readonly Route[];
}

interface CompiledRoute extends Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly rank: readonly number[];
}

const GREEDY = /^\{([^}+]+)\+\}$/;
const VARIABLE = /^\{([^}+]+)\}$/;
/** How specific a segment is; the lower, the earlier it is tried. */
const RANK = { literal: 0, variable: 1, greedy: 2, default: 3 };

/** Two functions claim one route. */
export class RouteConflictError extends Error {
  override readonly name = 'RouteConflictError';
}

/**
 * The routes of all services, chosen as API Gateway does: the most specific path wins, segment by segment, then a
 * named method before ANY, and `$default` last. Throws RouteConflictError.
 */
export function createRouter({ services }: CloudModel): Router {
  const routes = services
    .flatMap(({ functions }) => functions)
    .flatMap((definition) =>
      definition.events.flatMap((event) =>
        event.type === 'httpApi' ? [compile(event.method, event.path, event.authorized, definition)] : [],
      ),
    )
    .sort(bySpecificity);
  checkConflicts(routes);
  return {
    routes,
    match(method, path) {
      const segments = path.split('/').slice(1);
      for (const route of routes) {
        if (route.method !== 'ANY' && route.method !== method) continue;
        const pathParameters = bind(route, segments);
        if (pathParameters !== undefined) return { route, pathParameters };
      }
      return undefined;
    },
  };
}

function compile(method: string, path: string, authorized: boolean, definition: FunctionModel): CompiledRoute {
  const isDefault = path === '$default';
  const segments = isDefault ? [] : path.split('/').slice(1);
  const ranks = isDefault ? [RANK.default] : segments.map(rankOf);
  return {
    routeKey: isDefault ? '$default' : `${method} ${path}`,
    authorized,
    definition,
    method,
    segments: isDefault ? ['{$default+}'] : segments,
    rank: [...ranks, method === 'ANY' ? 1 : 0],
  };
}

function rankOf(segment: string): number {
  if (GREEDY.test(segment)) return RANK.greedy;
  return VARIABLE.test(segment) ? RANK.variable : RANK.literal;
}

function bySpecificity(a: CompiledRoute, b: CompiledRoute): number {
  const length = Math.max(a.rank.length, b.rank.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a.rank[index] ?? -1) - (b.rank[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function bind(route: CompiledRoute, segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of route.segments.entries()) {
    const greedy = GREEDY.exec(expected)?.[1];
    if (greedy !== undefined) {
      const rest = segments.slice(index).join('/');
      if (greedy === '$default') return parameters;
      return rest === '' ? undefined : { ...parameters, [greedy]: decoded(rest) };
    }
    const actual = segments[index];
    if (actual === undefined) return undefined;
    const variable = VARIABLE.exec(expected)?.[1];
    if (variable === undefined) {
      if (decoded(actual) !== expected) return undefined;
    } else if (actual === '') return undefined;
    else parameters[variable] = decoded(actual);
  }
  return segments.length === route.segments.length ? parameters : undefined;
}

/** A malformed escape stays as it is, for the handler to refuse. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function checkConflicts(routes: readonly CompiledRoute[]): void {
  const byShape = new Map<string, CompiledRoute>();
  for (const route of routes) {
    const shape = `${route.method} /${route.segments.map((segment) => segment.replace(/\{[^}+]+(\+?)\}/, '{$1}')).join('/')}`;
    const other = byShape.get(shape);
    if (other !== undefined) {
      throw new RouteConflictError(
        `${other.definition.name} and ${route.definition.name} both claim ${route.routeKey}.`,
      );
    }
    byShape.set(shape, route);
  }
}
