import { recordedRun } from '../support/recorded-run.ts';
import { runChaos } from './chaos.ts';

const USAGE = `Usage: npm run chaos -- [options]

  --kills <n>      how often the whole system is killed (default 50)
  --seed <n>       of the moments; printed, so that a run can be repeated
  --record <file>  where the result is written as JSON

Starts a system of its own, lets clients buy, and kills it with SIGKILL at random moments. In the end every order that
a client was told of must be there, once, and stock, payments and orders must agree.
`;

await recordedRun({
  name: 'chaos',
  usage: USAGE,
  amount: ['kills', 50],
  run: ({ amount, seed, dataDir }) =>
    runChaos({
      kills: amount,
      seed,
      dataDir,
      onKill: (kills, acknowledged) => process.stdout.write(`Kill ${kills}: ${acknowledged} orders acknowledged\n`),
    }),
  succeeded: ({ findings }) => findings.length === 0,
});
