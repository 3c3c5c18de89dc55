import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import { secretName } from '../secretsmanager/secret-arn.ts';
import type { CloudModel, ResourceModel } from '../templates/model.ts';
import { booleanOrText, numberOrText, propertiesOf } from './properties.ts';

/** `SecretString` is not understood on purpose: a value in a template is no secret. */
const Properties = z.object({
  Description: z.optional(z.string()),
  SecretString: z.optional(z.undefined()),
  GenerateSecretString: z.object({
    PasswordLength: z.optional(numberOrText),
    ExcludePunctuation: z.optional(booleanOrText),
  }),
});

const DEFAULT_LENGTH = 32;
const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Draws the secret once, as CloudFormation does, and keeps it: what was signed with it stays valid. */
export async function provisionSecret(secrets: InProcessClient, resource: ResourceModel): Promise<void> {
  const { Description, GenerateSecretString: wish } = propertiesOf(Properties, resource);
  const plain = String(wish.ExcludePunctuation) === 'true';
  const SecretString = drawn(
    Number(wish.PasswordLength ?? DEFAULT_LENGTH),
    plain ? LETTERS_AND_DIGITS : LETTERS_AND_DIGITS + PUNCTUATION,
  );
  await createOnce(secrets, { Name: secretName(resource.ref), Description, SecretString });
}

/**
 * A service started without the one that owns a secret still needs it: every secret that a function's environment names
 * (`CURSOR_SECRET_ID: tradewind/dev/cursor-signing`) is there.
 */
export async function provisionNamedSecrets(secrets: InProcessClient, { services }: CloudModel): Promise<void> {
  const named = services
    .flatMap(({ functions }) => functions)
    .flatMap(({ environment }) => Object.entries(environment))
    .flatMap(([variable, value]) => (variable.endsWith('_SECRET_ID') ? [secretName(value)] : []));
  await Promise.all(
    [...new Set(named)].map((Name) =>
      createOnce(secrets, { Name, SecretString: drawn(DEFAULT_LENGTH, LETTERS_AND_DIGITS) }),
    ),
  );
}

async function createOnce(secrets: InProcessClient, secret: object): Promise<void> {
  try {
    await secrets.run('CreateSecret', secret);
  } catch (error) {
    if (!failedWith(error, 'ResourceExistsException')) throw error;
  }
}

function drawn(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
