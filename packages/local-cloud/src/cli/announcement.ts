import { buyCommands, logInCommand } from '../front-door/purchase-commands.ts';
import type { DemoAccount } from '../front-door/welcome-page.ts';

export interface AnnouncedFacts {
  /** `http://localhost:4000` */
  readonly url: string;
  readonly awsEndpoint: string;
  readonly accounts: readonly DemoAccount[];
  readonly shopper: DemoAccount;
  readonly logFile: string;
}

/** What a start prints in the end: addresses, logins, and four commands that work when they are pasted into bash. */
export function announcement(facts: AnnouncedFacts): string {
  const { url, awsEndpoint, accounts, shopper, logFile } = facts;
  const logins = accounts.map(({ role, email, password }) => `  ${role.padEnd(8)} ${email.padEnd(24)} ${password}`);
  return [
    '',
    'Tradewind is ready.',
    '',
    `  API      ${url}        docs: ${url}/docs`,
    `  Mailbox  ${url}/mailbox`,
    `  AWS      ${awsEndpoint}    (key and secret: local)`,
    `  Log      ${logFile}`,
    '',
    'Logins',
    ...logins,
    '',
    'Try it',
    '',
    '  # log in',
    ...indented(logInCommand(url, shopper)),
    '',
    '  # list products',
    ...indented(`curl -s '${url}/v1/products?currency=GBP&limit=5'; echo`),
    '',
    '  # buy: a cart, one piece of the newest product, the checkout',
    ...indented(buyCommands(url)),
    '',
    '  # see the order',
    ...indented(`curl -s "${url}/v1/orders/$ORDER" -H "authorization: Bearer $TOKEN"; echo`),
    '',
    'Press Ctrl-C to stop. The data stay; npm run reset clears them.',
    '',
  ].join('\n');
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}
