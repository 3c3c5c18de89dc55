const { readFileSync } = require('node:fs');
const path = require('node:path');
const { importedErrors } = require('./imported-errors.cjs');
const { prunedSchemas } = require('./pruned-schemas.cjs');

/** What a regional endpoint of these services begins with; other clients keep the SDK's rules. */
const ENDPOINT_PREFIXES = {
  'cognito-identity-provider': 'cognito-idp',
  dynamodb: 'dynamodb',
  eventbridge: 'events',
  lambda: 'lambda',
  'secrets-manager': 'secretsmanager',
  sesv2: 'email',
  sfn: 'states',
  sns: 'sns',
  ssm: 'ssm',
};

const here = (name) => path.join(__dirname, name);

/** Exports that may be imported but not used: what needs them after all says so instead of failing obscurely. */
function absent(what, ...names) {
  const message = JSON.stringify(`${what} is left out of the bundles: see config/serverless/lambda-sdk/plugin.cjs`);
  return names.map((name) => `export class ${name} { constructor() { throw new Error(${message}); } }`).join('\n');
}

const NO_EVENT_STREAMS = absent('Event streaming', 'EventStreamSerde', 'eventStreamSerdeProvider');

/** Modules that no function uses, by where they stand in their package, with what stands for them. */
const REPLACED = [
  // Only where node:crypto has no SHA-256.
  [/core\/.*\/checksum\/sha256\/Sha256Js\.js$/, absent('SHA-256 in JavaScript', 'Sha256Js')],
  [/core\/.*\/util-retry\/AdaptiveRetryStrategy\.js$/, absent('Adaptive retry', 'AdaptiveRetryStrategy')],
  // Copies every input and output for a logger that our clients do not have.
  [
    /\/middleware-logger\/loggerMiddleware\.js$/,
    'export const getLoggerPlugin = () => ({ applyToStack: () => {} }); ' +
      'export const loggerMiddleware = () => (next) => next; export const loggerMiddlewareOptions = {};',
  ],
  // Only for the defaults mode `auto` on EC2.
  [/core\/.*\/getInstanceMetadataRegion\.js$/, 'export const getInstanceMetadataRegion = async () => undefined;'],
  // Our clients have no extensions; reading them brings two dozen setters.
  [/client-[a-z0-9-]+\/dist-es\/runtimeExtensions\.js$/, 'export const resolveRuntimeExtensions = (config) => config;'],
  // Tells in the user agent which features of the SDK are in use, asked anew for every call.
  [/\/middleware-user-agent\/check-features\.js$/, 'export const checkFeatures = async () => {};'],
  // What a logger may see of an input; our clients have no logger.
  [/\/smithy-client\/schemaLogFilter\.js$/, `export const schemaLogFilter = () => '[left out]';`],
  // Buckets in host names; asked of every client, and skipped for all but that of S3.
  [
    /\/middleware-endpoint\/service-customizations\/index\.js$/,
    `export async function resolveParamsForS3() { throw new Error('S3 is left out of the bundles: see config/serverless/lambda-sdk/plugin.cjs'); }`,
  ],
  [
    /\/aws-jwt-verify\/dist\/esm\/https-node\.js$/,
    `export function fetch() { throw new Error('packages/middleware/src/auth/jwks-cache.ts fetches keys.'); }`,
  ],
  // provider.yml sets the runtime's version.
  [
    /\/emitWarningIfUnsupportedVersion\.js$/,
    'export const state = {}; export const emitWarningIfUnsupportedVersion = () => {};',
  ],
];

const RULES_OF_CLIENT = /\/endpoint\/endpointResolver\.js$/;
const SCHEMAS_OF_CLIENT = /\/schemas\/schemas_0\.js$/;

/** The files that are looked at; a filter of all would cost each build a thousand calls into JavaScript. */
const TOUCHED = new RegExp(
  [RULES_OF_CLIENT, SCHEMAS_OF_CLIENT, ...REPLACED.map(([place]) => place)]
    .map(({ source }) => source.replaceAll('\\/', '[\\\\/]'))
    .join('|'),
);

/** What replaces a module of the SDK, if anything does. */
function replacement(file, wantedErrors) {
  const client = /\/client-([a-z0-9-]+)\/dist-es\//.exec(file)?.[1];
  const prefix = ENDPOINT_PREFIXES[client];
  if (prefix !== undefined && RULES_OF_CLIENT.test(file)) {
    const rules = JSON.stringify(here('regional-endpoint.mjs'));
    return `import { regionalEndpoint } from ${rules};
export const defaultEndpointResolver = regionalEndpoint('${prefix}');`;
  }
  if (client !== undefined && SCHEMAS_OF_CLIENT.test(file)) {
    return prunedSchemas(readFileSync(file, 'utf8'), wantedErrors);
  }
  return REPLACED.find(([place]) => place.test(file))?.[1];
}

/** Cuts the AWS SDK down to what a Lambda can use: see docs/adr/0010-sdk-cut-to-lambda.md. */
exports.lambdaSdk = {
  name: 'lambda-sdk',
  setup(build) {
    let wantedErrors = new Set();
    build.onStart(() => {
      wantedErrors = importedErrors();
    });

    const instead = (filter, name) => build.onResolve({ filter }, () => ({ path: here(name), sideEffects: false }));
    instead(/^@aws-sdk\/credential-provider-node$/, 'environment-credentials.mjs');
    instead(/^@aws-sdk\/middleware-endpoint-discovery$/, 'no-endpoint-discovery.mjs');
    instead(/\/loadSharedConfigFiles$/, 'no-shared-config-files.mjs');

    // Of the bindings to HTTP, RPC protocols use the prefix that a few operations put before their host.
    build.onResolve({ filter: /^\.\/HttpBindingNormalizedSchema$/ }, ({ importer }) =>
      /[\\/]HttpProtocol\.js$/.test(importer) ? { path: here('host-prefix.mjs'), sideEffects: false } : undefined,
    );

    // Asked for the trace of a call.
    build.onResolve({ filter: /^@aws\/lambda-invoke-store$/ }, ({ importer }) =>
      /[\\/]@aws-sdk[\\/]/.test(importer) ? { path: here('runtime-invoke-store.mjs'), sideEffects: false } : undefined,
    );

    // Signs the headers of streamed events.
    build.onResolve({ filter: /^\.\/HeaderFormatter$/ }, () => ({ path: here('no-event-headers.mjs') }));

    // Every protocol can stream events, and asks for the means only once an operation does; none of ours does.
    build.onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: 'event-streams', namespace: 'absent', sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /^event-streams$/, namespace: 'absent' }, () => ({ contents: NO_EVENT_STREAMS }));

    // Registers functions for the rule engine, as each client that still has rules does by itself.
    build.onResolve({ filter: /\/util-endpoints\/aws$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, `${file}.js`),
      sideEffects: false,
    }));

    build.onLoad({ filter: TOUCHED }, ({ path: file }) => {
      const contents = replacement(file.replaceAll('\\', '/'), wantedErrors);
      return contents === undefined ? undefined : { contents, loader: 'js' };
    });

    // A client asks its package.json for the version, and would carry all of it.
    build.onLoad({ filter: /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]package\.json$/ }, ({ path: file }) => {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};
