import httpCors from '@middy/http-cors';

export interface CorsOptions {
  /** Origins that browsers may call from, such as `https://shop.example`. */
  readonly origins: readonly string[];
  /** Whether cookies and `Authorization` of the browser may be sent. */
  readonly credentials?: boolean;
}

/** The middleware that {@link cors} makes. */
export type CorsMiddleware = ReturnType<typeof httpCors>;

/** What scripts may read of our answers besides the safelisted headers. */
const EXPOSED_HEADERS = [
  'etag',
  'idempotency-replayed',
  'location',
  'retry-after',
  'traceparent',
  'x-correlation-id',
  'x-request-id',
];

/**
 * `@middy/http-cors` for REST APIs and function URLs. Not for the shared HTTP API, whose gateway answers preflights
 * and sets these headers itself. It stands outside of the problem responder, so that errors carry the headers too.
 */
export function cors(options: CorsOptions): CorsMiddleware {
  return httpCors({
    origins: [...options.origins],
    credentials: options.credentials ?? false,
    exposeHeaders: EXPOSED_HEADERS.join(', '),
  });
}
