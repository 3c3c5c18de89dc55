/** Who may import whom: see docs/adr/0002-hexagons-and-dependency-rules.md. */

const serviceInner = (layer) => `^services/[^/]+/src/${layer}/`;
/** `wiring.ts`; a service with more needs than fit one file has one more for each group of them, such as `erasure-wiring.ts`. */
const wiring = ['^services/[^/]+/src/wiring\\.ts$', '^services/[^/]+/src/[a-z]+-wiring\\.ts$'];
const testFile = '\\.(test|int\\.test|suite)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-unresolvable',
      comment: 'An import that cannot be resolved is either a typo or a missing dependency.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-service-imports-another',
      comment: 'Services meet in contracts and events only, types included.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'packages-never-import-services',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(services|tools|e2e)/' },
    },
    {
      name: 'kernel-is-pure',
      severity: 'error',
      from: { path: '^packages/kernel/', pathNot: testFile },
      to: { pathNot: ['^packages/kernel/', '^(node:)?crypto$'] },
    },
    {
      name: 'contracts-need-only-zod',
      severity: 'error',
      from: { path: '^packages/contracts/', pathNot: testFile },
      to: { pathNot: ['^packages/(contracts|kernel)/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: serviceInner('domain'), pathNot: testFile },
      to: { pathNot: ['^services/[^/]+/src/domain/', '^packages/kernel/', '^(node:)?crypto$'] },
    },
    {
      name: 'use-cases-look-inward',
      severity: 'error',
      from: { path: serviceInner('use-cases'), pathNot: testFile },
      to: {
        pathNot: [
          '^services/[^/]+/src/(use-cases|domain)/',
          '^packages/(kernel|contracts)/',
          // The rules of the shop as a whole; what reads the tables for them is an adapter's.
          '^packages/invariants/src/(books|check-books)\\.ts$',
          '^(node:)?(crypto|timers/promises)$',
        ],
      },
    },
    {
      name: 'handlers-know-only-the-edge',
      severity: 'error',
      from: { path: serviceInner('handlers'), pathNot: testFile },
      to: {
        pathNot: [
          '^services/[^/]+/src/(handlers|use-cases)/',
          ...wiring,
          '^services/[^/]+/src/domain/',
          '^packages/(contracts|middleware|kernel)/',
        ],
      },
    },
    {
      name: 'handlers-take-only-types-from-the-domain',
      severity: 'error',
      from: { path: serviceInner('handlers'), pathNot: testFile },
      to: { path: '^services/[^/]+/src/domain/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-look-inward',
      severity: 'error',
      from: { path: serviceInner('adapters'), pathNot: testFile },
      to: { path: ['^services/[^/]+/src/(handlers/|env\\.ts)', ...wiring] },
    },
    {
      name: 'wiring-composes-adapters',
      severity: 'error',
      from: { path: wiring },
      to: { path: '^services/[^/]+/src/handlers/' },
    },
    {
      name: 'only-middleware-composes-middy',
      severity: 'error',
      from: { path: '^(services|packages)/', pathNot: '^packages/middleware/' },
      to: { path: '(^|/)node_modules/(@middy|@aws-lambda-powertools)/' },
    },
    {
      name: 'local-cloud-stays-out-of-production',
      severity: 'error',
      from: {
        path: '^(services|packages)/',
        pathNot: [
          '^packages/(local-cloud|testing|serverless-plugin)/',
          testFile,
          '\\.test-support\\.ts$',
          '/test-support/',
        ],
      },
      to: { path: '^packages/(local-cloud|testing)/' },
    },
    {
      name: 'zod-mini-only',
      comment: 'The full zod costs a cold start 60 KB and ten milliseconds more.',
      severity: 'error',
      from: { path: '^(services|packages/(contracts|middleware))/', pathNot: testFile },
      to: { path: '(^|/)node_modules/zod/(index|v3|v4/classic)' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', '\\.esbuild/', '\\.serverless/'] },
    tsPreCompilationDeps: 'specify',
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
