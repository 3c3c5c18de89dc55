import { createHash } from 'node:crypto';
import { arn } from '../aws/account.ts';

const PREFIX = arn('secretsmanager', 'secret:');
const SUFFIX_LENGTH = 6;

/**
 * The ARN of a secret: its name and six more characters, so that policies have to end in `-??????`. AWS draws them anew
 * for every secret; here they follow from the name, so that an ARN can be told without looking.
 */
export function secretArn(name: string): string {
  return `${PREFIX}${name}-${suffixOf(name)}`;
}

/** The name of a secret given by name, by ARN, or by an ARN without its last six characters. */
export function secretName(id: string): string {
  if (!id.startsWith(PREFIX)) return id;
  const rest = id.slice(PREFIX.length);
  const name = rest.slice(0, -SUFFIX_LENGTH - 1);
  return rest === `${name}-${suffixOf(name)}` ? name : rest;
}

function suffixOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, SUFFIX_LENGTH);
}
