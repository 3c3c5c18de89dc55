import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { systemClock } from '@tradewind/kernel';
import { CURRENT, rotatingSecret, type RotatingSecret } from './rotating-secret.ts';

export { fixedSecret, type RotatingSecret } from './rotating-secret.ts';

const CACHE = { clock: systemClock, maxAgeMs: 5 * 60 * 1000, retryMs: 30_000, refreshMs: 5000 };

let sharedClient: SecretsManagerClient | undefined;
const secrets = new Map<string, RotatingSecret>();

async function read(SecretId: string, VersionStage: string): Promise<string | undefined> {
  sharedClient ??= new SecretsManagerClient({});
  try {
    return (await sharedClient.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
  } catch (error) {
    // Before the first rotation there is no previous value; a current one there must be.
    if (error instanceof ResourceNotFoundException && VersionStage !== CURRENT) return undefined;
    throw error;
  }
}

/**
 * The secret with this name or ARN. Each process reads it at first use and every five minutes, and keeps working with
 * what it has while Secrets Manager cannot be reached. Rejects with the SDK's `ResourceNotFoundException` and its like.
 */
export function secret(id: string): RotatingSecret {
  const known = secrets.get(id) ?? rotatingSecret({ ...CACHE, read: (stage) => read(id, stage) });
  secrets.set(id, known);
  return known;
}
