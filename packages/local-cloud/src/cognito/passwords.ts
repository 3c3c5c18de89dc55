import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws/api.ts';
import type { PasswordPolicy } from './pool.ts';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Below what a public service would take: these are the accounts of one laptop. */
const COST = 4096;
const MAX_LENGTH = 256;

/** `salt:key` in base64, made by scrypt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt);
  return `${salt.toString('base64')}:${key.toString('base64')}`;
}

/** Takes as long for an unknown user (`hash` undefined) as for a known one. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [salt = '', expected = ''] = (hash ?? '').split(':');
  const key = await derive(password, Buffer.from(salt, 'base64'));
  const expectedKey = Buffer.from(expected, 'base64');
  return expectedKey.length === key.length && timingSafeEqual(expectedKey, key);
}

/** Throws InvalidPasswordException naming the first rule of the pool's policy that the password breaks. */
export function checkPassword(password: string, policy: PasswordPolicy): void {
  const broken = [
    [password.length >= policy.MinimumLength, 'Password not long enough'],
    [password.length <= MAX_LENGTH, 'Password too long'],
    [!policy.RequireLowercase || /[a-z]/.test(password), 'Password must have lowercase characters'],
    [!policy.RequireUppercase || /[A-Z]/.test(password), 'Password must have uppercase characters'],
    [!policy.RequireNumbers || /\d/.test(password), 'Password must have numeric characters'],
    [
      !policy.RequireSymbols || /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/.test(password),
      'Password must have symbol characters',
    ],
  ].find(([kept]) => kept === false);
  if (broken !== undefined) {
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${String(broken[1])}`);
  }
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { N: COST }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
