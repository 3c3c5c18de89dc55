import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const EVENTS = new URL('../../events/', import.meta.url);

const HttpSample = z.looseObject({
  headers: z.record(z.string(), z.string()),
  queryStringParameters: z.optional(z.record(z.string(), z.string())),
  pathParameters: z.optional(z.record(z.string(), z.string())),
  body: z.optional(z.string()),
});
export type HttpSample = z.output<typeof HttpSample>;

/** A sample of `events/`, as Lambda would receive it. */
export function sampleEvent(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, EVENTS), 'utf8'));
}

/** A sample of an HTTP function; what is given replaces the sample's, headers one by one. */
export function httpSample(name: string, overrides: Partial<HttpSample> = {}): HttpSample {
  const sample = HttpSample.parse(sampleEvent(name));
  const query = overrides.queryStringParameters;
  return {
    ...sample,
    ...overrides,
    ...(query === undefined ? {} : { rawQueryString: new URLSearchParams(query).toString() }),
    headers: { ...sample.headers, ...overrides.headers },
  };
}
