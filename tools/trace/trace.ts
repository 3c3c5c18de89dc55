import { parseArgs } from 'node:util';
import { chooseSource } from '../logs/choose-source.ts';
import { NoLogError } from '../logs/log-source.ts';
import { sinceOf } from '../logs/since.ts';
import { exitWith } from '../process/exit-code.ts';
import { buildTrees } from './build-tree.ts';
import { findTraces } from './find-traces.ts';
import { renderTree } from './render-tree.ts';

const USAGE = `Usage: npm run trace -- <id> [--stage <name> [--since <24h>]]

Prints the whole path of what the id belongs to: each hop with its function, start, duration, events, retries, errors.
The id is that of an order (ord_…), a request (X-Request-Id of an answer, Lambda's request id), an event (evt_…), a
trace, a cart or a payment. For an order, what was put into its cart is shown, too.

Without --stage it reads the log of the local cloud (TRADEWIND_DATA_DIR); with it, CloudWatch Logs of that stage, as
the environment's AWS credentials and region say.
`;

const ID = /^[A-Za-z0-9._:-]{6,128}$/;

function parsed() {
  const options = { stage: { type: 'string' }, since: { type: 'string' }, help: { type: 'boolean' } } as const;
  return parseArgs({ options, allowPositionals: true });
}

async function main(): Promise<number> {
  const { values, positionals } = parsed();
  const [id, ...more] = positionals;
  if (values.help === true || id === undefined || more.length > 0 || !ID.test(id)) {
    process.stdout.write(USAGE);
    return values.help === true ? 0 : 2;
  }
  const since = values.since === undefined ? undefined : sinceOf(values.since, new Date());
  if (values.since !== undefined && since === undefined)
    throw new NoLogError(`--since ${values.since}: not 15m, 24h, 7d or a time.`);
  const source = chooseSource({ stage: values.stage, since }, process.env);
  const { lines, leftOut } = await findTraces(source, id);
  const trees = buildTrees(lines);
  if (trees.length === 0) {
    process.stderr.write(
      `No line mentions ${id} in ${source.name}.\nIs it the whole id, and did it happen here? \`npm run logs\` shows what there is.\n`,
    );
    return 1;
  }
  if (leftOut > 0) process.stdout.write(`${leftOut} older traces are left out.\n\n`);
  process.stdout.write(`${trees.map(renderTree).join('\n\n')}\n`);
  return 0;
}

await exitWith(main, () => ({ code: 2 }));
