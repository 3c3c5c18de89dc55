import { CHECKS, describeResult, runSteps } from './steps.ts';

const results = await runSteps(CHECKS, (result) => process.stdout.write(`${describeResult(result)}\n`));
const failed = results.filter(({ code }) => code !== 0).length;
process.stdout.write(failed === 0 ? 'Everything checks.\n' : `${failed} of ${results.length} checks failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;
