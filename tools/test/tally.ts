import * as z from 'zod/mini';

/** What Jest writes with `--json`, as far as it is counted here. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});
type Suite = z.output<typeof Report>['testResults'][number];

/** One part of `npm test`. */
export interface Tally {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** From the begin of the part's first file to the end of its last; parts run beside each other. */
  readonly seconds: number;
}

const PARTS = ['unit', 'integration', 'reliability', 'e2e'] as const;

function partOf({ name }: Suite): (typeof PARTS)[number] {
  if (/[/\\]e2e[/\\](?:faults|mutations)[/\\]/.test(name)) return 'reliability';
  if (name.endsWith('.e2e.test.ts')) return 'e2e';
  return name.endsWith('.int.test.ts') ? 'integration' : 'unit';
}

function countOf(suites: readonly Suite[], wanted: string): number {
  return suites.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === wanted).length;
}

/** Files that failed without a failing test: they could not be loaded, or broke in a hook. */
function brokenFiles(suites: readonly Suite[]): number {
  return suites.filter((suite) => suite.status === 'failed' && countOf([suite], 'failed') === 0).length;
}

function tallyOf(name: string, suites: readonly Suite[]): Tally {
  const begin = Math.min(...suites.map(({ startTime }) => startTime));
  const end = Math.max(...suites.map(({ endTime }) => endTime));
  const failed = countOf(suites, 'failed') + brokenFiles(suites);
  return { name, passed: countOf(suites, 'passed'), failed, seconds: (end - begin) / 1000 };
}

/**
 * The parts of a run, from Jest's own report of it. A run that ended badly has failed even if no test says so: without
 * a report, or with an exit code that nothing in the report explains.
 */
export function talliesOf(report: string | undefined, exitCode: number): Tally[] {
  const { testResults = [] } = report === undefined ? {} : z.parse(Report, JSON.parse(report));
  const tallies = PARTS.flatMap((part) => {
    const suites = testResults.filter((suite) => partOf(suite) === part);
    return suites.length === 0 ? [] : [tallyOf(part, suites)];
  });
  const explained = tallies.some(({ failed }) => failed > 0);
  if (testResults.length > 0 && (exitCode === 0 || explained)) return tallies;
  return [...tallies, { name: 'jest', passed: 0, failed: 1, seconds: 0 }];
}
