import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const HttpSample = z.looseObject({
  headers: z.record(z.string(), z.string()),
  queryStringParameters: z.optional(z.record(z.string(), z.string())),
  pathParameters: z.optional(z.record(z.string(), z.string())),
  body: z.optional(z.string()),
});
export type HttpSample = z.output<typeof HttpSample>;

export interface Samples {
  /** A sample, as Lambda would receive it. */
  sampleEvent(name: string): unknown;
  /** A sample of an HTTP function; what is given replaces the sample's, headers one by one. */
  httpSample(name: string, overrides?: Partial<HttpSample>): HttpSample;
}

/** The sample events of a service, which lie in its folder `events`. */
export function samplesIn(events: URL): Samples {
  const sampleEvent = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, events), 'utf8'));
  return {
    sampleEvent,
    httpSample(name, overrides = {}) {
      const sample = HttpSample.parse(sampleEvent(name));
      const query = overrides.queryStringParameters;
      return {
        ...sample,
        ...overrides,
        ...(query === undefined ? {} : { rawQueryString: new URLSearchParams(query).toString() }),
        headers: { ...sample.headers, ...overrides.headers },
      };
    },
  };
}
