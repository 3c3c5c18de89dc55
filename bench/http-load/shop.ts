import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import * as z from 'zod/mini';

const Page = z.object({
  data: z.array(z.object({ id: z.string(), variants: z.array(z.object({ id: z.string(), sku: z.string() })) })),
  nextCursor: z.nullable(z.string()),
});
const Cart = z.object({ id: z.string(), cartToken: z.string() });
const Session = z.object({ accessToken: z.string() });

const ADMIN = { email: 'admin@tradewind.test', password: 'Tradewind-admin-1' };
const ADDRESS = {
  name: 'Ada Byron',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};
const STOCK_PER_VARIANT = 500_000;
const VARIANTS = 20;
const LIST = `/v1/products?currency=GBP&limit=${VARIANTS}`;
/** Of the list, which its requests ask for in turn. */
const PAGES = 30;

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The calls of a storefront, over connections that are kept. Throws on any answer that is not 2xx. */
export class Shop {
  readonly #base: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  readonly #pages = [LIST];
  #products: string[] = [];
  #variants: string[] = [];
  #turn = 0;

  constructor(url: string) {
    this.#base = new URL(url);
  }

  /** Looks at the catalogue and stocks what the checkouts will buy. */
  async prepare(): Promise<void> {
    const { data, nextCursor } = Page.parse(await this.#call(LIST));
    await this.#findPages(nextCursor);
    const { accessToken } = Session.parse(await this.#call('/v1/sessions', { method: 'POST', body: ADMIN }));
    for (const { id, variants } of data) {
      const [variant] = variants;
      if (variant === undefined) continue;
      await this.#call(`/v1/stock/${variant.sku}/adjustments`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'idempotency-key': randomUUID() },
        body: { locationId: 'london', delta: STOCK_PER_VARIANT, reason: 'received' },
      });
      this.#products.push(id);
      this.#variants.push(variant.id);
    }
  }

  async list(): Promise<void> {
    await this.#call(this.#next(this.#pages));
  }

  async product(): Promise<void> {
    await this.#call(`/v1/products/${this.#next(this.#products)}`);
  }

  /** A new cart with one item. */
  async cartAndItem(): Promise<void> {
    await this.#filledCart(1);
  }

  /** A new cart with three items, bought: four to five requests and everything behind them. */
  async wholeCheckout(): Promise<void> {
    const { id, cartToken } = await this.#filledCart(3);
    await this.#call('/v1/checkouts', {
      method: 'POST',
      headers: { 'x-cart-token': cartToken, 'idempotency-key': randomUUID() },
      body: { cartId: id, email: 'load@example.com', shippingAddress: ADDRESS, paymentMethod: 'pm_sandbox_ok' },
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #findPages(cursor: string | null): Promise<void> {
    if (cursor === null || this.#pages.length === PAGES) return;
    const page = `${LIST}&cursor=${encodeURIComponent(cursor)}`;
    this.#pages.push(page);
    await this.#findPages(Page.parse(await this.#call(page)).nextCursor);
  }

  async #filledCart(lines: number): Promise<z.output<typeof Cart>> {
    const cart = Cart.parse(await this.#call('/v1/carts', { method: 'POST', body: { currency: 'GBP' } }));
    for (let line = 0; line < lines; line += 1) {
      await this.#call(`/v1/carts/${cart.id}/items`, {
        method: 'POST',
        headers: { 'x-cart-token': cart.cartToken },
        body: { variantId: this.#next(this.#variants), quantity: 1 },
      });
    }
    return cart;
  }

  #next(list: readonly string[]): string {
    this.#turn += 1;
    return list[this.#turn % list.length] ?? '';
  }

  async #call(path: string, sent: Sent = {}): Promise<unknown> {
    const body = sent.body === undefined ? undefined : JSON.stringify(sent.body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, this.#base),
        {
          method: sent.method ?? 'GET',
          agent: this.#agent,
          headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...sent.headers },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            const status = response.statusCode ?? 0;
            if (status >= 200 && status < 300) resolve(JSON.parse(text));
            else reject(new Error(`${path} answered ${status}: ${text}`));
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}
