import { parseArgs } from 'node:util';
import { awsConnection, type AwsConnection } from '../process/aws-connection.ts';
import { PATIENCE_MS } from '@tradewind/invariants/check-books';

export const USAGE = `Usage: npm run check:invariants -- [options]

  --stage <name>        the stage whose tables are read (default dev)
  --patience <seconds>  how long an order may be undecided (default ${PATIENCE_MS / 1000})

Reads the local cloud (TRADEWIND_AWS_PORT, default 4566), unless the environment names AWS credentials
(AWS_PROFILE or AWS_ACCESS_KEY_ID) or an endpoint (AWS_ENDPOINT_URL): then what those name.
`;

export interface InvariantOptions extends AwsConnection {
  readonly stage: string;
  readonly patienceMs: number;
}

export class UsageError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

function parsed(args: readonly string[]) {
  try {
    const options = { stage: { type: 'string' }, patience: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What the command line and the environment ask for. Throws {@link UsageError}. */
export function invariantOptions(args: readonly string[], environment: Environment): InvariantOptions {
  const { stage = 'dev', patience = String(PATIENCE_MS / 1000) } = parsed(args);
  if (!/^\d+$/.test(patience)) throw new UsageError(`--patience ${patience}: not a number of seconds.`);
  return { stage, patienceMs: Number(patience) * 1000, ...awsConnection(environment) };
}
