const { readFileSync } = require('node:fs');
const path = require('node:path');
const { importedErrors } = require('./imported-errors.cjs');

/** What a regional endpoint of these services begins with; other clients keep the SDK's rules. */
const ENDPOINT_PREFIXES = {
  'cognito-identity-provider': 'cognito-idp',
  dynamodb: 'dynamodb',
  eventbridge: 'events',
  sesv2: 'email',
  sfn: 'states',
  ssm: 'ssm',
};

const here = (name) => path.join(__dirname, name);

/** A module whose exports may be imported but not used: what needs them says so instead of failing obscurely. */
function absent(what, ...names) {
  const message = `${what} is left out of the bundles: see config/serverless/lambda-sdk/plugin.cjs`;
  return names
    .map((name) => `export class ${name} { constructor() { throw new Error(${JSON.stringify(message)}); } }`)
    .join('\n');
}

/** Modules that no function uses, by where they stand in their package, with what stands for them. */
const REPLACED = [
  [/core\/dist-es\/submodules\/event-streams\/index\.js$/, absent('Event streaming', 'EventStreamSerde', 'eventStreamSerdeProvider')],
  // Only where node:crypto has no SHA-256.
  [/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/, absent('SHA-256 in JavaScript', 'Sha256Js')],
  [/core\/dist-es\/submodules\/retry\/util-retry\/AdaptiveRetryStrategy\.js$/, absent('Adaptive retry', 'AdaptiveRetryStrategy')],
  [/core\/dist-es\/submodules\/config\/.*\/getInstanceMetadataRegion\.js$/, 'export const getInstanceMetadataRegion = async () => undefined;'],
];

/** Cuts the AWS SDK down to what a Lambda can use: see docs/adr/0010-sdk-in-bundles.md. */
exports.lambdaSdk = {
  name: 'lambda-sdk',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path: here('environment-credentials.mjs') }));
    build.onResolve({ filter: /^@aws-sdk\/middleware-endpoint-discovery$/ }, () => ({ path: here('no-endpoint-discovery.mjs'), sideEffects: false }));
    build.onResolve({ filter: /\/loadSharedConfigFiles$/ }, () => ({ path: here('no-shared-config-files.mjs'), sideEffects: false }));

    build.onLoad({ filter: /[\\/]@smithy[\\/]core[\\/]dist-es[\\/]/ }, ({ path: file }) => {
      const found = REPLACED.find(([place]) => place.test(file.replaceAll('\\', '/')));
      return found === undefined ? undefined : { contents: found[1], loader: 'js' };
    });

    build.onLoad({ filter: /client-[a-z0-9-]+[\\/]dist-es[\\/]endpoint[\\/]endpointResolver\.js$/ }, ({ path: file }) => {
      const prefix = ENDPOINT_PREFIXES[/client-([a-z0-9-]+)/.exec(file)?.[1] ?? ''];
      if (prefix === undefined) return undefined;
      const rules = JSON.stringify(here('regional-endpoint.mjs'));
      return {
        contents: `import { regionalEndpoint } from ${rules};\nexport const defaultEndpointResolver = regionalEndpoint('${prefix}');`,
        loader: 'js',
      };
    });

    // The client asks its package.json for the version, and would carry all of it.
    build.onLoad({ filter: /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]package\.json$/ }, ({ path: file }) => {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });

    let wanted = new Set();
    build.onStart(() => {
      wanted = importedErrors();
    });
    build.onLoad({ filter: /client-[a-z0-9-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replaceAll(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (line, name) => wanted.has(name) ? line : ''),
      loader: 'js',
    }));
  },
};
