import type { Context } from 'aws-lambda';

/** What the deployment's hook invokes a new version with before any traffic reaches it. No AWS event looks like this. */
export interface VerificationRequest {
  readonly source: 'tradewind.deployment';
  readonly action: 'verify';
}

/** The new version loads, its environment is complete and what its handler needs could be made. */
export interface Verified {
  readonly verified: true;
}

/** A Lambda function that also answers a {@link VerificationRequest}. */
export interface VerifiableHandler<Result> {
  (payload: VerificationRequest, context: Context): Promise<Verified>;
  (payload: unknown, context: Context): Promise<Result>;
}

function isVerification(payload: unknown): payload is VerificationRequest {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'source' in payload &&
    payload.source === 'tradewind.deployment' &&
    'action' in payload &&
    payload.action === 'verify'
  );
}

/**
 * Lets a deployment try a new version without an effect: on a {@link VerificationRequest}, `prepare` makes everything
 * the handler is given and the handler itself is not called. An error of `prepare` leaves as the function's error and
 * stops the rollout.
 */
export function verifiable<Result>(
  handler: (payload: unknown, context: Context) => Promise<Result>,
  prepare: () => Promise<unknown>,
): VerifiableHandler<Result> {
  async function verified(): Promise<Verified> {
    await prepare();
    return { verified: true };
  }

  function answer(payload: VerificationRequest, context: Context): Promise<Verified>;
  function answer(payload: unknown, context: Context): Promise<Result>;
  function answer(payload: unknown, context: Context): Promise<Result | Verified> {
    return isVerification(payload) ? verified() : handler(payload, context);
  }
  return answer;
}
