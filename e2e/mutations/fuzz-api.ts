import { recordedRun } from '../support/recorded-run.ts';
import { startSystem } from '../support/system.ts';
import { runMutations } from './run-mutations.ts';

const USAGE = `Usage: npm run fuzz:api -- [options]

  --count <n>      how many mutated requests to send (default 100000)
  --seed <n>       of the mutations; printed, so that a run can be repeated
  --record <file>  where the result is written as JSON

Starts a system of its own, sends one-change mutations of every operation of OpenAPI, and compares each answer with the
contract and the tables with what they held before.
`;

await recordedRun({
  name: 'fuzz',
  usage: USAGE,
  amount: ['count', 100_000],
  async run({ amount: count, seed, dataDir }) {
    const system = await startSystem({ dataDir });
    process.env['TRADEWIND_URL'] = system.url;
    try {
      const onProgress = (sent: number) => process.stdout.write(`${sent} of ${count}\n`);
      return await runMutations({ count, seed, awsUrl: system.awsUrl, onProgress });
    } finally {
      await system.stop();
    }
  },
  succeeded: ({ failures }) => failures.length === 0,
});
