import type { HttpHandler } from '@tradewind/middleware';
import { lambdaContext } from '@tradewind/testing';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const Event = z.looseObject({
  headers: z.record(z.string(), z.string()),
  requestContext: z.looseObject({}),
});

/** The sample event of a function, as `sls invoke local` sends it. */
export function sample(name: string): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, `../../events/${name}.json`), 'utf8'));
}

export interface Changes {
  /** Sent as JSON, or as it is if it is text. */
  readonly body?: unknown;
  /** Over those of the sample; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Of the verified token; null for a request that came without one. */
  readonly claims?: Readonly<Record<string, string>> | null;
  /** Path parameters in place of the sample's. */
  readonly path?: Readonly<Record<string, string>>;
  /** Query parameters in place of the sample's. */
  readonly query?: Readonly<Record<string, string>>;
}

function queryOf(query: Readonly<Record<string, string>>) {
  return { queryStringParameters: query, rawQueryString: new URLSearchParams(query).toString() };
}

/** The sample of an HTTP function with changes, from which the requests of tests are made. */
export function httpSample(name: string, changes: Changes = {}): unknown {
  const event = Event.parse(sample(name));
  const headers = Object.entries({ ...event.headers, ...changes.headers }).filter(([, value]) => value !== undefined);
  const body = typeof changes.body === 'string' ? changes.body : JSON.stringify(changes.body);
  const authorizer = changes.claims === null ? {} : { authorizer: { jwt: { claims: changes.claims, scopes: null } } };
  return {
    ...event,
    headers: Object.fromEntries(headers),
    ...(changes.body === undefined ? {} : { body }),
    ...(changes.path === undefined ? {} : { pathParameters: changes.path }),
    ...(changes.query === undefined ? {} : queryOf(changes.query)),
    requestContext: {
      ...event.requestContext,
      ...(changes.claims === undefined ? {} : { authorizer: undefined, ...authorizer }),
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where there is none. */
  readonly body: unknown;
}

/** Calls an HTTP function as Lambda does. */
export async function invoke(handler: HttpHandler, event: unknown): Promise<Answer> {
  const { statusCode, headers, body } = await handler(event, lambdaContext());
  return { status: statusCode, headers, body: body === '' ? undefined : JSON.parse(body) };
}
