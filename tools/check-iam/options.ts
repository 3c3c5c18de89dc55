import { parseArgs } from 'node:util';

export interface Options {
  /** Take every action of every statement away, one at a time, and see a test fail. */
  readonly prove: boolean;
  /** Run the tests again although their runs are kept. */
  readonly fresh: boolean;
  /** Records that clouds wrote under TRADEWIND_IAM_USAGE; with them no tests are run. */
  readonly usageFiles: readonly string[];
  /** Only statements and test files whose name contains one of these; everything when empty. */
  readonly only: readonly string[];
  /** When to stop beginning new work. */
  readonly minutes: number;
}

export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

const DEFAULT_MINUTES = 60;

export const USAGE = `npm run check:iam -- [--prove] [--fresh] [--minutes N] [--usage FILE]… [--only TEXT]…`;

/** Reads the arguments. Throws OptionsError. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parsed(args);
  const minutes = Number(values.minutes ?? DEFAULT_MINUTES);
  if (!(minutes > 0)) throw new OptionsError(`--minutes must be a positive number, not "${String(values.minutes)}".`);
  return {
    prove: values.prove === true,
    fresh: values.fresh === true,
    usageFiles: values.usage ?? [],
    only: values.only ?? [],
    minutes,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        prove: { type: 'boolean' },
        fresh: { type: 'boolean' },
        minutes: { type: 'string' },
        usage: { type: 'string', multiple: true },
        only: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new OptionsError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
