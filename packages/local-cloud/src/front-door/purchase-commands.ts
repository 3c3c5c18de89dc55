import type { DemoAccount } from './welcome-page.ts';

/** Puts the access token of an account into `$TOKEN` of a shell. */
export function logInCommand(url: string, { email, password }: DemoAccount): string {
  return `TOKEN=$(curl -s ${url}/v1/sessions -H 'content-type: application/json' \\
  -d '{"email":"${email}","password":"${password}"}' \\
  | grep -o '"accessToken":"[^"]*"' | cut -d'"' -f4); echo "$TOKEN"`;
}

/** Buys one piece of the newest product with `$TOKEN`, and puts the order's id into `$ORDER`. */
export function buyCommands(url: string): string {
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
