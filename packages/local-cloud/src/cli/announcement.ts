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
    ...indented(logIn(url, shopper)),
    '',
    '  # list products',
    ...indented(`curl -s '${url}/v1/products?currency=GBP&limit=5'; echo`),
    '',
    '  # buy: a cart, one piece of the newest product, the checkout',
    ...indented(buy(url)),
    '',
    '  # see the order',
    ...indented(`curl -s "${url}/v1/orders/$ORDER" -H "authorization: Bearer $TOKEN"; echo`),
    '',
    'Press Ctrl-C to stop. The data stay; npm run reset clears them.',
    '',
  ].join('\n');
}

function logIn(url: string, { email, password }: DemoAccount): string {
  return `TOKEN=$(curl -s ${url}/v1/sessions -H 'content-type: application/json' \\
  -d '{"email":"${email}","password":"${password}"}' \\
  | grep -o '"accessToken":"[^"]*"' | cut -d'"' -f4); echo "$TOKEN"`;
}

function buy(url: string): string {
  return `VARIANT=$(curl -s '${url}/v1/products?currency=GBP&limit=1' | grep -o 'var_[0-9A-Z]*' | head -n 1) &&
CART=$(curl -s ${url}/v1/carts -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
  -d '{"currency":"GBP"}' | grep -o 'crt_[0-9A-Z]*' | head -n 1) &&
curl -s -o /dev/null ${url}/v1/carts/$CART/items -H "authorization: Bearer $TOKEN" \\
  -H 'content-type: application/json' -d "{\\"variantId\\":\\"$VARIANT\\",\\"quantity\\":1}" &&
ORDER=$(curl -s ${url}/v1/checkouts -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
  -H "idempotency-key: $CART" -d "{\\"cartId\\":\\"$CART\\",\\"paymentMethod\\":\\"pm_sandbox_ok\\",
  \\"shippingAddress\\":{\\"name\\":\\"Ada Byron\\",\\"line1\\":\\"12 St James Square\\",\\"city\\":\\"London\\",
  \\"postalCode\\":\\"SW1Y 4JH\\",\\"country\\":\\"GB\\"}}" | grep -o 'ord_[0-9A-Z]*' | head -n 1); echo "$ORDER"`;
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}
