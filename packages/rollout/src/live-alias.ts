/** The name of the alias through which everything reaches a function of a stage that rolls out gradually. */
export const LIVE = 'live';

/** The function that tries new versions; it cannot wait for itself. Its name is the same in every stage but for the stage. */
export const VERIFIER = 'verify-deployment';

/** Logical id of a function's live alias. */
export function liveAliasOf(functionId: string): string {
  return `${functionId.replace(/LambdaFunction$/, '')}LiveAlias`;
}
