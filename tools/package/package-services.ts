import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installed, ROOT, serviceNames } from '../process/repository.ts';
import { run } from '../process/run.ts';
import { TemplateValidator } from './template-validation.ts';

const PARALLEL = 2;
const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';

const { values } = parseArgs({ options: { stage: { type: 'string', default: 'dev' } } });
const validator = new TemplateValidator();

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Packages one service without credentials, then judges its template. Answers whether both went well. */
async function packageService(name: string): Promise<boolean> {
  const cwd = path.join(ROOT, 'services', name);
  rmSync(path.join(cwd, '.esbuild'), { recursive: true, force: true });
  rmSync(path.join(cwd, '.serverless'), { recursive: true, force: true });
  const sls = installed('serverless/bin/serverless.js');
  const packaged = await run(process.execPath, [sls, 'package', '--stage', values.stage], { cwd });
  const seconds = (packaged.durationMs / 1000).toFixed(1);
  if (packaged.code !== 0) {
    report(`✗ ${name} (${seconds} s)\n${packaged.output}`);
    return false;
  }
  const template: unknown = JSON.parse(readFileSync(path.join(cwd, TEMPLATE), 'utf8'));
  const findings = validator.validate(template);
  report(`${findings.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  for (const finding of findings) report(`    ${finding.path} ${finding.message}`);
  return findings.length === 0;
}

async function packageAll(names: readonly string[]): Promise<boolean> {
  const queue = [...names];
  const results: boolean[] = [];
  const worker = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) results.push(await packageService(name));
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results.every(Boolean);
}

const names = serviceNames();
report(`Packaging ${names.length} services for stage ${values.stage} and validating their templates…`);
const succeeded = await packageAll(names);
report(succeeded ? 'Every template is valid; they stand in services/*/.serverless.' : 'Packaging failed; see above.');
process.exitCode = succeeded ? 0 : 1;
