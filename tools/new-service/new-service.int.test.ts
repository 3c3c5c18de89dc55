import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finished } from '../process/run.ts';
import { scratchRepository, type ScratchRepository } from './scratch-repository.test-support.ts';

const GENERATOR = 'tools/new-service/new-service.ts';
const GENERATED = ['services/gift-cards', 'packages/contracts/src/gift-cards'];
const PATIENCE_MS = 120_000;

let scratch: ScratchRepository;
let generated: Finished;

beforeAll(async () => {
  scratch = scratchRepository();
  generated = await scratch.node(GENERATOR, 'gift-cards', '--package-lock-only');
}, PATIENCE_MS);

afterAll(() => scratch.discard());

function expectSuccess({ code, output }: Finished): void {
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
}

function program(file: string): string {
  return path.join('node_modules', file);
}

describe('npm run new:service gift-cards', () => {
  it('says what it wrote and what to do next', () => {
    expectSuccess(generated);
    expect(generated.output).toContain('+ services/gift-cards/src/domain/gift-card.ts');
    expect(generated.output).toContain('~ serverless-compose.yml');
    expect(generated.output).toContain('npm run jest -- services/gift-cards');
  });

  it(
    'writes code that compiles, in the form of the house',
    async () => {
      expectSuccess(await scratch.node(program('typescript/bin/tsc'), '-b', 'services/gift-cards'));
      expectSuccess(await scratch.node(program('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', ...GENERATED));
      const changed = [...generated.output.matchAll(/~ (\S+)/g)].map(([, file = '']) => file);
      const files = [...GENERATED, ...changed.filter((file) => file !== 'package-lock.json')];
      expectSuccess(await scratch.node(program('prettier/bin/prettier.cjs'), '--check', ...files));
    },
    PATIENCE_MS,
  );

  it(
    'keeps the rules of the house',
    async () => {
      const cruiser = program('dependency-cruiser/bin/dependency-cruiser.mjs');
      const typescript = ['--import', './config/dependency-cruiser/typescript-api.mjs'];
      const rules = ['--config', 'config/dependency-cruiser/rules.cjs'];
      const [cruised, wired] = await Promise.all([
        scratch.node(...typescript, cruiser, ...rules, ...GENERATED),
        scratch.node('tools/check/wiring.ts'),
      ]);
      expectSuccess(cruised);
      expectSuccess(wired);
    },
    PATIENCE_MS,
  );

  it(
    'writes tests that pass, and leaves those of the contracts passing',
    async () => {
      const jest = [
        '--experimental-vm-modules',
        program('jest/bin/jest.js'),
        '--selectProjects',
        'unit',
        'integration',
      ];
      const folders = ['services/gift-cards', 'packages/contracts', 'tools/client/generate-client'];
      expectSuccess(await scratch.node(...jest, '--silent', ...folders));
    },
    PATIENCE_MS,
  );

  it(
    'leaves a lockfile that npm ci accepts',
    async () => {
      expectSuccess(await scratch.npm('ci', '--dry-run', '--ignore-scripts', '--offline'));
    },
    PATIENCE_MS,
  );

  it.each([
    [['gift-cards'], 'There is a service gift-cards already.'],
    [['reviews', '--event', 'orders.order-lost.v1'], 'orders.order-confirmed.v1'],
    [['reviews', 'review'], 'options go after --'],
    [['reviews', '--colour', 'red'], '--colour'],
  ])('refuses %j and writes nothing', async (args, reason) => {
    const { code, output } = await scratch.node(GENERATOR, ...args, '--package-lock-only');
    expect([code, output]).toEqual([1, expect.stringContaining(reason)]);
    expect(existsSync(path.join(scratch.root, 'services/reviews'))).toBe(false);
  });

  it('only lists the files when asked to', async () => {
    const before = readFileSync(path.join(scratch.root, 'tsconfig.json'), 'utf8');
    const { code, output } = await scratch.node(GENERATOR, 'reviews', '--dry-run');
    expect([code, output]).toEqual([0, expect.stringMatching(/\+ services\/reviews\/serverless\.yml[^]*Nothing was/)]);
    expect(existsSync(path.join(scratch.root, 'services/reviews'))).toBe(false);
    expect(readFileSync(path.join(scratch.root, 'tsconfig.json'), 'utf8')).toBe(before);
  });
});
