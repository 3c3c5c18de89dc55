import { parseArgs } from 'node:util';

export interface ResolutionOptions {
  readonly orderId: string;
  readonly action: 'retry' | 'settle';
  readonly note: string;
  readonly url: string;
  readonly region: string;
  /** Signs as this machine's operator instead of with the credentials of the environment. */
  readonly isLocal: boolean;
}

export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

export const USAGE = `Usage: npm run resolve:order -- <orderId> --action <retry|settle> --note <text> [--url <api>] [--region <region>]

  retry   undoes once more what a parked order did outside
  settle  closes it as it is, for what was undone by hand

Without --url it talks to npm start as its operator. With --url it signs with the AWS credentials of the environment,
which must be of the role tradewind-orders-<stage>-operator or may call the route themselves.`;

/** Throws OptionsError. */
export function readOptions(args: readonly string[], port = '4000'): ResolutionOptions {
  const { values, positionals } = parsed(args);
  const [orderId, ...others] = positionals;
  if (orderId === undefined || others.length > 0) throw new OptionsError('Give one order id.');
  const { action, note, url, region = 'us-east-1' } = values;
  if (action !== 'retry' && action !== 'settle') throw new OptionsError('--action must be retry or settle.');
  if (note === undefined || note.trim() === '') throw new OptionsError('--note must say why.');
  return { orderId, action, note, region, url: url ?? `http://localhost:${port}`, isLocal: url === undefined };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { action: text, note: text, url: text, region: text },
    });
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error));
  }
}
