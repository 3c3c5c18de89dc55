import type { Config } from 'jest';

const shared = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/config/jest/strip-types.mjs' },
  testEnvironment: 'node',
  modulePathIgnorePatterns: [
    '<rootDir>/.*/\\.esbuild/',
    '<rootDir>/.*/\\.serverless/',
    '<rootDir>/\\.tradewind/',
    '<rootDir>/packages/client/dist/',
  ],
};

const config: Config = {
  rootDir: import.meta.dirname,
  testTimeout: 20_000,
  testSequencer: '<rootDir>/config/jest/waiting-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      roots: ['<rootDir>/packages', '<rootDir>/services', '<rootDir>/tools', '<rootDir>/bench'],
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.int\\.test\\.ts$', '\\.e2e\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'integration',
      roots: ['<rootDir>/packages', '<rootDir>/services', '<rootDir>/tools', '<rootDir>/bench'],
      testMatch: ['**/*.int.test.ts'],
    },
    {
      ...shared,
      displayName: 'e2e',
      roots: ['<rootDir>/e2e'],
      testMatch: ['<rootDir>/e2e/*.e2e.test.ts'],
      globalSetup: '<rootDir>/e2e/support/global-setup.ts',
      globalTeardown: '<rootDir>/e2e/support/global-teardown.ts',
    },
    {
      ...shared,
      displayName: 'reliability',
      roots: ['<rootDir>/e2e'],
      testMatch: ['<rootDir>/e2e/{faults,mutations}/*.e2e.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/chaos\\.e2e\\.test\\.ts$'],
      globalSetup: '<rootDir>/e2e/support/global-setup.ts',
      globalTeardown: '<rootDir>/e2e/support/global-teardown.ts',
    },
    // Kills of the whole system: `npm run chaos` does fifty of them every night, this a few.
    {
      ...shared,
      displayName: 'chaos',
      roots: ['<rootDir>/e2e'],
      testMatch: ['<rootDir>/e2e/faults/chaos.e2e.test.ts'],
      globalSetup: '<rootDir>/e2e/support/global-setup.ts',
      globalTeardown: '<rootDir>/e2e/support/global-teardown.ts',
    },
  ],
};

export default config;
