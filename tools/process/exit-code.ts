const CREDENTIALS = 'AWS has to know who you are: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/** What a person reads of an error, with the next step where there is one. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError' ? CREDENTIALS : error.message;
}

/** How a program fails where it does not as all do. */
export interface Failure {
  /** Instead of what `errorText` makes of the error. */
  readonly text?: string;
  /** What comes after that line: how the program is used, or where to read on. */
  readonly hint?: string;
  /** 1 when left out. */
  readonly code?: number;
}

/** What a program prints of an error, and the code with which it ends. */
export function failing(error: unknown, { text = errorText(error), hint = '', code = 1 }: Failure) {
  return { output: `${text}\n${hint}`, code };
}

/**
 * Sets the exit code of this program to what the work answers; an error is told in a line and answers 1, unless
 * `failure` knows better.
 */
export async function exitWith(
  work: () => Promise<number>,
  failure: (error: unknown) => Failure = () => ({}),
): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const { output, code } = failing(error, failure(error));
    process.stderr.write(output);
    process.exitCode = code;
  }
}
