import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT } from '../process/repository.ts';

const USAGE = `Usage: npm run test:stage -- --url https://api.example.com

Runs against a deployed stage what must hold of any (e2e/deployed-stage.e2e.test.ts). The stage needs an article in stock
with a price in GBP and the sandbox payment provider.
`;

const { values } = parseArgs({ options: { url: { type: 'string' } } });

if (values.url === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const jest = ['run', 'jest', '--', '--selectProjects', 'e2e', '--testPathPatterns', 'deployed-stage'];
  const { status } = spawnSync('npm', jest, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TRADEWIND_STAGE_URL: values.url.replace(/\/+$/, '') },
  });
  process.exitCode = status ?? 1;
}
