import type * as z from 'zod/mini';

export type ServiceName =
  'platform' | 'identity' | 'catalog' | 'inventory' | 'carts' | 'orders' | 'payments' | 'notifications' | 'partner';

/**
 * Who may call a route. Nothing is public by omission.
 * - `public`: anyone; a token, if sent, is not looked at.
 * - `guest`: anyone; a bearer token or a cart token, if sent, is verified and identifies the caller.
 * - `shopper`: a signed-in person (admins are persons too); the gateway's JWT authorizer stands in front.
 * - `admin`: a member of the group `admin`; behind the same authorizer.
 * - `partner`: the holder of an API key or a service token; a route of the REST API, whose Lambda authorizer asks for it.
 * - `internal`: a principal of IAM that may call the route; the gateway checks its signature (SigV4).
 */
export type Access = 'public' | 'guest' | 'shopper' | 'admin' | 'partner' | 'internal';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A problem that a route may answer besides those that every route shares. */
export interface DeclaredProblem {
  readonly status: number;
  readonly code: string;
}

export interface RequestSchemas {
  readonly path?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  /** Lower-case names. Headers that every route shares (`if-match`, `idempotency-key`) are not declared here. */
  readonly headers?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
}

/** The body schema of each 2xx status; `null` where the answer has no body. */
export type ResponseSchemas = Readonly<Record<number, z.ZodMiniType | null>>;

export interface RouteDefinition {
  readonly service: ServiceName;
  /** kebab-case; also the name of the handler file and of the use case. */
  readonly name: string;
  readonly method: HttpMethod;
  readonly path: `/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly description?: string;
  readonly request?: RequestSchemas;
  readonly responses: ResponseSchemas;
  readonly problems?: readonly DeclaredProblem[];
  /** `required`: 428 without `Idempotency-Key`; `honoured`: used when sent; absent: the header is ignored and nothing is stored. */
  readonly idempotency?: 'required' | 'honoured';
  /** `required`: 428 without `If-Match`; `honoured`: checked when sent. */
  readonly ifMatch?: 'required' | 'honoured';
  /** Whether 2xx answers carry an `ETag`. */
  readonly etag?: boolean;
  /** Largest accepted body in bytes; 16 KiB unless said otherwise. */
  readonly maxBodyBytes?: number;
  /**
   * Answered by mapping templates of the REST API instead of a handler: the gateway validates the body by a model made
   * of `request.body`, looks at no other input, and its problems name no fields.
   */
  readonly mapped?: boolean;
  /** Content type of the 2xx answers where it is not `application/json`. */
  readonly responseType?: string;
}

type Output<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

export type PathOf<R extends RouteDefinition> = R['request'] extends { path: infer S } ? Output<S> : undefined;
export type QueryOf<R extends RouteDefinition> = R['request'] extends { query: infer S } ? Output<S> : undefined;
export type HeadersOf<R extends RouteDefinition> = R['request'] extends { headers: infer S } ? Output<S> : undefined;
export type BodyOf<R extends RouteDefinition> = R['request'] extends { body: infer S } ? Output<S> : undefined;
/** The union of the body types of all 2xx answers. */
export type ResponseOf<R extends RouteDefinition> = {
  [Status in keyof R['responses']]: R['responses'][Status] extends z.ZodMiniType
    ? z.input<R['responses'][Status]>
    : undefined;
}[keyof R['responses']];

/**
 * Declares one HTTP operation. Validation, handler types, OpenAPI, the wiring check and the
 * route-by-role test matrix are all derived from this one value.
 */
export function defineRoute<const R extends RouteDefinition>(route: R): R {
  return route;
}
