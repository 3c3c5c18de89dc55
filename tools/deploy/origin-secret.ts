import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** CloudFront's stacks live there, and a dynamic reference does not leave its region. */
export const ORIGIN_SECRET_REGION = 'us-east-1';

/** What the CDN of a stage shows to the functions behind it; services/edge refers to it by this name. */
export function originSecretName(stage: string): string {
  return `tradewind/${stage}/origin-secret`;
}

async function create(client: SecretsManagerClient, stage: string): Promise<void> {
  const SecretString = randomBytes(SECRET_BYTES).toString('base64url');
  try {
    await client.send(new CreateSecretCommand({ Name: originSecretName(stage), SecretString }));
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
  }
}

async function valueOf(client: SecretsManagerClient, stage: string, VersionStage: string): Promise<string | undefined> {
  const SecretId = originSecretName(stage);
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/**
 * The SHA-256 hashes, in hex, of what the CDN of this stage may show: of the current secret and of the one before it.
 * Makes the secret, of 256 random bits, if the stage has none yet.
 */
export async function originSecretHashes(client: SecretsManagerClient, stage: string): Promise<string[]> {
  if ((await valueOf(client, stage, 'AWSCURRENT')) === undefined) await create(client, stage);
  const values = [await valueOf(client, stage, 'AWSCURRENT'), await valueOf(client, stage, 'AWSPREVIOUS')];
  return values.filter((value) => value !== undefined).map((value) => createHash('sha256').update(value).digest('hex'));
}
