import type { HttpHandler } from '@tradewind/middleware';
import { lambdaContext } from '@tradewind/testing';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const EVENTS = new URL('../../events/', import.meta.url);

const HttpSample = z.looseObject({
  headers: z.record(z.string(), z.string()),
  pathParameters: z.optional(z.record(z.string(), z.string())),
  queryStringParameters: z.optional(z.record(z.string(), z.string())),
  requestContext: z.looseObject({}),
  body: z.optional(z.string()),
});

/** A sample of `events/`, as Lambda would receive it. */
export function sampleEvent(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, EVENTS), 'utf8'));
}

export interface Changes {
  /** Over those of the sample; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON, or as it is if it is text. */
  readonly body?: unknown;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Of the token that the authorizer verified; null for a request without one. */
  readonly claims?: Readonly<Record<string, string>> | null;
}

function present(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The sample of an HTTP function with changes, from which the requests of tests are made. */
export function httpSample(name: string, changes: Changes = {}): unknown {
  const event = HttpSample.parse(sampleEvent(name));
  const { body, path, query, claims } = changes;
  const authorizer = claims === null ? {} : { authorizer: { jwt: { claims, scopes: null } } };
  return {
    ...event,
    headers: present({ ...event.headers, ...changes.headers }),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(path === undefined ? {} : { pathParameters: path }),
    ...(query === undefined
      ? {}
      : { queryStringParameters: query, rawQueryString: new URLSearchParams(query).toString() }),
    requestContext:
      claims === undefined ? event.requestContext : { ...event.requestContext, authorizer: undefined, ...authorizer },
  };
}

/** The body of an HTTP function's sample. */
export function sampleBody(name: string): Readonly<Record<string, unknown>> {
  const { body = '{}' } = HttpSample.parse(sampleEvent(name));
  return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
}

/** Calls an HTTP function as Lambda does. */
export async function call(handler: HttpHandler, event: unknown) {
  const { statusCode, headers, body } = await handler(event, lambdaContext());
  const parsed: unknown = body === '' ? undefined : JSON.parse(body);
  return { status: statusCode, headers, body: parsed };
}
