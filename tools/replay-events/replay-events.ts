import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { awsConnection } from '../process/aws-connection.ts';
import { exitWith } from '../process/exit-code.ts';
import { readOptions, USAGE, UsageError, type ReplayOptions } from './options.ts';
import { replayIntoConsumers } from './replay-into-consumers.ts';

const INTERRUPTED = 130;
/** "Allow a short period of time for changes to take effect": a minute, as EventBridge's own guides do. */
const ON_AWS = { pollMs: 5000, ruleInForceMs: 60_000, lastDeliveryMs: 60_000 };
const LOCALLY = { pollMs: 200, ruleInForceMs: 0, lastDeliveryMs: 0 };

function connectionFor({ onAws, stage, region }: ReplayOptions) {
  if (onAws) return { client: { region }, target: `stage ${stage} on AWS`, patience: ON_AWS };
  const { client, target } = awsConnection(process.env);
  return { client, target, patience: client.endpoint === undefined ? ON_AWS : LOCALLY };
}

async function replay(options: ReplayOptions): Promise<number> {
  const { client, target, patience } = connectionFor(options);
  const report = (line: string): void => void process.stdout.write(`${line}\n`);
  report(`On ${target}`);
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());
  const events = new EventBridgeClient(client);
  try {
    const ended = await replayIntoConsumers(events, options, { ...patience, report, signal: interruption.signal });
    if (ended === undefined || ended.state === 'COMPLETED') return 0;
    report(ended.reason ?? 'Some of the events may have been delivered.');
    return ended.state === 'CANCELLED' ? INTERRUPTED : 1;
  } finally {
    events.destroy();
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), new Date());
  if (options !== undefined) return replay(options);
  process.stdout.write(USAGE);
  return 0;
}

await exitWith(main, (error) =>
  error instanceof UsageError ? { code: 2, hint: 'npm run replay:events -- --help tells more.\n' } : {},
);
