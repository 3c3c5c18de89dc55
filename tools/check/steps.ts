import { installed, ROOT } from '../process/repository.ts';
import { run, type Finished } from '../process/run.ts';

export interface Step {
  readonly name: string;
  /** What to do when it fails. */
  readonly remedy: string;
  readonly arguments: readonly string[];
}

export interface StepResult extends Finished {
  readonly step: Step;
}

/** The static checks, slowest first so that they fill both cores. Each is a Node program of its own. */
export const CHECKS: readonly Step[] = [
  {
    name: 'lint',
    remedy: 'Mend what oxlint names; some of it mends itself with `npm run lint -- --fix`.',
    arguments: [installed('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'],
  },
  {
    name: 'types',
    remedy: 'Mend what the compiler names.',
    arguments: [installed('typescript/bin/tsc'), '-b'],
  },
  {
    name: 'format',
    remedy: 'Run `npm run format`.',
    arguments: [installed('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'dependency rules',
    remedy: 'See config/dependency-cruiser/rules.cjs and docs/adr/0002-hexagons-and-dependency-rules.md.',
    arguments: [
      '--import',
      './config/dependency-cruiser/typescript-api.mjs',
      installed('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      'config/dependency-cruiser/rules.cjs',
      'packages',
      'services',
      'tools',
      'bench',
      'e2e',
    ],
  },
  {
    name: 'templates',
    remedy:
      'Mend the YAML as it says; a meant change goes into the snapshot by `npm run update:templates`, a meant exception ' +
      'with its reason into tools/policy/exceptions.ts.',
    arguments: ['tools/check/templates.ts'],
  },
  {
    name: 'wiring',
    remedy: 'The YAML, the handlers and the contracts must tell the same story.',
    arguments: ['tools/check/wiring.ts'],
  },
  {
    name: 'secrets',
    remedy:
      'Take it out of the repository, and out of use if it was ever pushed; docs/guides/secrets.md says where it belongs. ' +
      'What is no secret says so beside it: `no secret: <reason>`.',
    arguments: ['tools/check/secrets.ts'],
  },
  {
    name: 'documents',
    remedy: 'Mend the link, the heading that it names, or the command.',
    arguments: ['tools/check/documents.ts'],
  },
  {
    name: 'workflows',
    remedy:
      'Mend .github as it says. An action of others is named by its full commit, with the version behind it: @<commit> # v1.2.3',
    arguments: ['tools/check/workflows.ts'],
  },
];

const PARALLEL = 2;

/** Runs steps two at a time and answers their results in the order they ended. */
export async function runSteps(steps: readonly Step[], onResult: (result: StepResult) => void): Promise<StepResult[]> {
  const queue = [...steps];
  const results: StepResult[] = [];
  const worker = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const finished = await run(process.execPath, ['--disable-warning=ExperimentalWarning', ...step.arguments], {
        cwd: ROOT,
      });
      const result = { step, ...finished };
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}

/** One line for a finished step, followed by its output and remedy if it failed. */
export function describeResult({ step, code, output, durationMs }: StepResult): string {
  const line = `${code === 0 ? '✓' : '✗'} ${step.name} (${(durationMs / 1000).toFixed(1)} s)`;
  return code === 0 ? line : `${line}\n${output.trimEnd()}\n  → ${step.remedy}`;
}
