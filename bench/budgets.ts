/**
 * What may not get worse: the limits that `npm test` holds, and the goals that `npm run bench` compares its figures with.
 * Raise one only with the reason beside it.
 */

/** Largest bundles in KB of 1024 bytes, minified, as `sls package` zips them. */
export interface BundleBudget {
  readonly kilobytes: number;
  readonly reason: string;
  /** `service/function`. */
  readonly functions: RegExp;
}

/** The first that matches a function holds; the last matches all. */
export const BUNDLE_BUDGETS: readonly BundleBudget[] = [
  {
    kilobytes: 310,
    reason: 'the clients of CodeDeploy and Lambda; runs once per deployment',
    functions: /^platform\/verify-deployment$/,
  },
  { kilobytes: 1950, reason: 'carries the files of Swagger UI', functions: /^platform\/get-docs-asset$/ },
  { kilobytes: 145, reason: 'carries the OpenAPI document', functions: /^platform\/get-openapi$/ },
  { kilobytes: 60, reason: 'no database', functions: /^platform\/get-(docs|health)$/ },
  {
    kilobytes: 240,
    reason: 'a second client: of API Gateway, or of Step Functions to start or stop the saga',
    functions: /^(identity\/(create|delete)-api-key|orders\/(create-checkout|cancel-order))$/,
  },
  {
    kilobytes: 210,
    reason: 'verifies no tokens: the gateway did, or anyone may ask',
    functions: /^(catalog|inventory)\//,
  },
  { kilobytes: 220, reason: 'a table and its middleware: the goal of the architecture', functions: /./ },
];

/** Built-in modules that cost a cold start milliseconds and that no function needs, with what usually brings them. */
export const FORBIDDEN_MODULES: Readonly<Record<string, string>> = {
  undici: 'fetch, Request, Response or Headers; or a dynamic import of node:http (45 ms)',
  http2: 'an HTTP/2 request handler of the SDK',
  child_process: 'a credential process of the SDK',
  worker_threads: 'a pool',
  inspector: 'a debugger',
  sqlite: 'a local store',
  zlib: 'compression; API Gateway and CloudFront do that',
  cluster: 'a server',
  dgram: 'a metrics agent',
  repl: 'a development tool',
};

/** Functions that have a reason for a forbidden module: the reason by module. */
export const MODULE_EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ops/on-log-alert': { zlib: 'CloudWatch Logs sends gzip; nobody waits for a mail' },
  'platform/verify-deployment': { zlib: 'the client of Lambda; nobody waits for a deployment hook' },
};

/** Functions that cannot answer on this machine, with the reason. */
export const UNANSWERED: Readonly<Record<string, string>> = {
  'identity/create-api-key': 'asks the gateway for its usage plans, and the gateway runs only in front of functions',
  'platform/verify-deployment': 'judges a deployment under way, and that of its sample never was',
};

/** Write units from the acceptance of a checkout of 3 SKUs in one location until its order is confirmed. */
export const CHECKOUT_WRITE_UNITS = 40;

/** Of `npm run bench`. */
export const GOALS = {
  /** µs per request of the whole stack over a raw handler that parses the same event. */
  middlewareMicroseconds: 8,
  /** That overhead over the overhead of Powertools' event handler. */
  middlewareToPowertools: 0.25,
  /** Cold start of a CRUD function over the same handler on `lib-dynamodb` with serverless-esbuild's defaults. */
  coldStartToDefault: 0.65,
  /** `npm start` to the first successful request, in s. */
  startSeconds: 5,
  /** All of Tradewind's processes after a purchase, in MB. */
  memoryMegabytes: 900,
  /** Read units of a page of 100,000 products over those of a page of 1,000. */
  listingGrowth: 1,
} as const;

/** The limit of a function's bundle. */
export function bundleBudget(name: string): BundleBudget {
  const found = BUNDLE_BUDGETS.find(({ functions }) => functions.test(name));
  if (found === undefined) throw new Error(`No bundle budget matches ${name}.`);
  return found;
}
