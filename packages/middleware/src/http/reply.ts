import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type * as z from 'zod/mini';

/** What a handler answers: a status that its route declares, with the body of that status. */
export interface Reply<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  /** Version of the resource; becomes `ETag: "3"`. */
  readonly etag?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not JSON; its status is not checked against the route. */
export interface RawReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly etag?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Views may be built from readonly data, whatever mutability the schema infers. */
export type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

type BodyOfStatus<Schema> = Schema extends z.ZodMiniType ? DeepReadonly<z.input<Schema>> : undefined;

/** The replies that a route's contract allows: one per declared 2xx status. */
export type ReplyOf<R extends RouteDefinition> =
  | {
      [Status in keyof R['responses'] & number]: Reply<Status, BodyOfStatus<R['responses'][Status]>>;
    }[keyof R['responses'] & number]
  | RawReply;

export interface ReplyOptions {
  readonly etag?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a body. */
export function ok<Body>(body: Body, options: ReplyOptions = {}): Reply<200, Body> {
  return { status: 200, body, ...options };
}

/** 201 with the new resource; `location` is its path. */
export function created<Body>(
  body: Body,
  options: ReplyOptions & { readonly location?: string } = {},
): Reply<201, Body> {
  const { location, headers, ...rest } = options;
  return { status: 201, body, ...rest, headers: { ...headers, ...(location === undefined ? {} : { location }) } };
}

/** 202: taken on, not finished. */
export function accepted<Body>(body: Body, options: ReplyOptions = {}): Reply<202, Body> {
  return { status: 202, body, ...options };
}

/** 204 without a body. */
export function noContent(options: ReplyOptions = {}): Reply<204, undefined> {
  return { status: 204, body: undefined, ...options };
}

/** Text of any content type: a page, a document that is already serialised. */
export function raw(status: number, contentType: string, text: string, options: ReplyOptions = {}): RawReply {
  return { status, contentType, text, ...options };
}
