const CREDENTIALS = 'AWS has to know who you are: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/** What a person reads of an error, with the next step where there is one. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError' ? CREDENTIALS : error.message;
}

/** Sets the exit code of this program to what the work answers; an error is told in a line and answers 1. */
export async function exitWith(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`${errorText(error)}\n`);
    process.exitCode = 1;
  }
}
