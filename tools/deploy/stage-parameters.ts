import {
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** Secrets that a stage needs before its first deployment; CloudFormation cannot create SecureString parameters. */
export function stageSecrets(stage: string): string[] {
  return [`/tradewind/${stage}/cursor-secret`];
}

async function exists(client: SSMClient, name: string): Promise<boolean> {
  try {
    await client.send(new GetParameterCommand({ Name: name }));
    return true;
  } catch (error) {
    if (error instanceof ParameterNotFound) return false;
    throw error;
  }
}

/**
 * Creates the stage's secrets that do not exist yet, each of 256 random bits, and answers the names of those it made.
 * Existing ones are left alone, also when another deployment creates them at the same moment.
 */
export async function ensureStageSecrets(client: SSMClient, stage: string): Promise<string[]> {
  const created: string[] = [];
  for (const name of stageSecrets(stage)) {
    if (await exists(client, name)) continue;
    const Value = randomBytes(SECRET_BYTES).toString('base64url');
    try {
      await client.send(new PutParameterCommand({ Name: name, Value, Type: 'SecureString', Overwrite: false }));
      created.push(name);
    } catch (error) {
      if (!(error instanceof ParameterAlreadyExists)) throw error;
    }
  }
  return created;
}
