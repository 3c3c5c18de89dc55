import type { TestCloud } from '@tradewind/testing';

/** The codes that the user pool mailed to an address, newest first. */
export function codesFor({ mailbox }: Pick<TestCloud, 'mailbox'>, email: string): readonly string[] {
  return mailbox
    .list({ to: email })
    .filter(({ origin }) => origin === 'cognito')
    .flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []);
}

/** The code that was mailed to an address last. */
export function lastCode(cloud: Pick<TestCloud, 'mailbox'>, email: string): string {
  const [code] = codesFor(cloud, email);
  if (code === undefined) throw new Error(`No code was mailed to ${email}.`);
  return code;
}
