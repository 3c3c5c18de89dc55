import type { CloudModel, FunctionModel, HttpApiEvent } from '../templates/model.ts';

export interface Route {
  /** `GET /v1/orders/{orderId}` */
  readonly routeKey: string;
  readonly authorization: HttpApiEvent['authorization'];
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

/** A path with its method, and what is to be found there. */
export interface PathEntry<Value> {
  readonly method: string;
  readonly path: string;
  readonly value: Value;
}

export interface PathMatcher<Value> {
  match(
    method: string,
    path: string,
  ): { readonly value: Value; readonly pathParameters: Readonly<Record<string, string>> } | undefined;
}

interface CompiledPath<Value> extends PathEntry<Value> {
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
  const entries = services
    .flatMap(({ functions }) => functions)
    .flatMap((definition) =>
      definition.events.flatMap((event) => (event.type === 'httpApi' ? [routeEntry(event, definition)] : [])),
    );
  const compiled = entries.map(compile).sort(bySpecificity);
  checkConflicts(compiled);
  const matcher = matcherOf(compiled);
  return {
    routes: compiled.map(({ value }) => value),
    match(method, path) {
      const found = matcher.match(method, path);
      return found && { route: found.value, pathParameters: found.pathParameters };
    },
  };
}

/** Finds what stands at a path, by the same choice. */
export function createPathMatcher<Value>(entries: readonly PathEntry<Value>[]): PathMatcher<Value> {
  return matcherOf(entries.map((entry) => compile(entry)).sort(bySpecificity));
}

function matcherOf<Value>(compiled: readonly CompiledPath<Value>[]): PathMatcher<Value> {
  return {
    match(method, path) {
      const segments = path.split('/').slice(1);
      for (const entry of compiled) {
        if (entry.method !== 'ANY' && entry.method !== method) continue;
        const pathParameters = bind(entry, segments);
        if (pathParameters !== undefined) return { value: entry.value, pathParameters };
      }
      return undefined;
    },
  };
}

function routeEntry({ method, path, authorization }: HttpApiEvent, definition: FunctionModel): PathEntry<Route> {
  const routeKey = path === '$default' ? '$default' : `${method} ${path}`;
  return { method, path, value: { routeKey, authorization, definition } };
}

function compile<Value>(entry: PathEntry<Value>): CompiledPath<Value> {
  const isDefault = entry.path === '$default';
  const segments = isDefault ? [] : entry.path.split('/').slice(1);
  const ranks = isDefault ? [RANK.default] : segments.map(rankOf);
  return {
    ...entry,
    segments: isDefault ? ['{$default+}'] : segments,
    rank: [...ranks, entry.method === 'ANY' ? 1 : 0],
  };
}

function rankOf(segment: string): number {
  if (GREEDY.test(segment)) return RANK.greedy;
  return VARIABLE.test(segment) ? RANK.variable : RANK.literal;
}

function bySpecificity(a: CompiledPath<unknown>, b: CompiledPath<unknown>): number {
  const length = Math.max(a.rank.length, b.rank.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a.rank[index] ?? -1) - (b.rank[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function bind(route: CompiledPath<unknown>, segments: readonly string[]): Record<string, string> | undefined {
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

function checkConflicts(routes: readonly CompiledPath<Route>[]): void {
  const byShape = new Map<string, CompiledPath<Route>>();
  for (const route of routes) {
    const shape = `${route.method} /${route.segments.map((segment) => segment.replace(/\{[^}+]+(\+?)\}/, '{$1}')).join('/')}`;
    const other = byShape.get(shape);
    if (other !== undefined) {
      throw new RouteConflictError(
        `${other.value.definition.name} and ${route.value.definition.name} both claim ${route.value.routeKey}.`,
      );
    }
    byShape.set(shape, route);
  }
}
