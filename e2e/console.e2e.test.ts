import { SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { baseUrl, request, type Answer } from './support/api.ts';
import { openBrowser } from './support/browser.ts';
import { mailTo } from './support/mailbox.ts';
import * as shop from './support/shopping.ts';

let browser: Browser;
let page: Page;
/** What went wrong on the page or was asked of another host. */
let faults: string[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  page = await openPage();
});
afterEach(async () => {
  await page.close();
  if (faults.length > 0) throw new Error(faults.join('\n'));
});

async function openPage(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const opened = await browser.newPage(options);
  faults = [];
  opened.on('pageerror', (error) => faults.push(error.message));
  opened.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  opened.on('request', (sent) => {
    if (!sent.url().startsWith(baseUrl()) && !sent.url().startsWith('data:')) faults.push(`asks ${sent.url()}`);
  });
  return opened;
}

const visit = (address: string) => page.goto(`${baseUrl()}${address}`);

async function filledCart(): Promise<shop.OpenCart> {
  const cart = await shop.createCart();
  for (const { id } of await shop.sellableVariants(1)) await shop.addItem(cart, id);
  return cart;
}

const traceIdOf = ({ headers }: Pick<Answer, 'headers'>) => headers.get('traceparent')?.split('-')[1] ?? '';

/** A guest's purchase in a trace of its own. */
async function buy() {
  const email = `console-${randomUUID()}@example.com`;
  const answer = await shop.checkout(await filledCart(), { email });
  return { order: answer.data, email, traceId: traceIdOf(answer) };
}

/** The trace of a guest whose card is declined; the client's problems have no headers. */
async function declinedTraceId(): Promise<string> {
  const { id: cartId, credentials } = await filledCart();
  const email = `console-${randomUUID()}@example.com`;
  const body = { cartId, email, shippingAddress: shop.ADDRESS, paymentMethod: 'pm_sandbox_declined' };
  return traceIdOf(await request('POST', '/v1/checkouts', { ...credentials, key: randomUUID(), body }));
}

describe('the console', () => {
  it('follows one purchase from the gateway to the mail', async () => {
    const { order, email, traceId } = await buy();
    await mailTo(email, new RegExp(order.id));

    await visit('/');
    await page.getByRole('link', { name: 'Requests', exact: true }).first().click();
    await page.getByRole('searchbox', { name: /trace id/ }).fill(traceId);
    await page.getByText('1 trace shown').waitFor();
    await page.getByRole('link', { name: /POST \/v1\/checkouts/ }).click();

    const waterfall = page.getByRole('treegrid', { name: 'Waterfall' });
    await waterfall.getByRole('row', { name: /Gateway POST \/v1\/checkouts/ }).waitFor();
    for (const name of [
      /Function create-checkout/,
      /Saga orders-checkout/,
      /Step ClaimCart/,
      /Step ReserveStock/,
      /Step AuthorizePayment/,
      /Step ConfirmOrder/,
      /Function publish-outbox/,
      /Event orders\.order-confirmed\.v1/,
      /Function send-mail/,
    ]) {
      expect(await waterfall.getByRole('row', { name }).count()).toBe(1);
    }
    await waterfall.getByRole('row', { name: new RegExp(`Mail Your Tradewind order ${order.id}`) }).click();
    await page.getByRole('link', { name: 'Read the mail' }).click();
    await page.getByRole('article', { name: 'Mail' }).getByText(email).waitFor();
  });

  it('shows why a payment was refused', async () => {
    const traceId = await declinedTraceId();
    await visit(`/#/traces/${traceId}`);
    await page.getByRole('row', { name: /Step AuthorizePayment.*payments\.declined/ }).waitFor();
    await page.getByRole('row', { name: /Function authorize-payment/ }).click();
    await page
      .getByRole('complementary', { name: 'Span details' })
      .getByText('The payment was declined')
      .first()
      .waitFor();
  });

  it('lets one follow a purchase with the keyboard alone', async () => {
    const { traceId } = await buy();
    await visit('/');
    await page.getByRole('heading', { name: 'Tradewind is running' }).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('/');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type(traceId);
    await page.getByText('1 trace shown').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('treegrid').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const details = page.getByRole('complementary', { name: 'Span details' });
    await details.getByRole('heading', { name: 'create-checkout' }).waitFor();
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    const rows = page.getByRole('row');
    const before = await rows.count();
    await page.keyboard.press('ArrowLeft');
    await rows.nth(before - 1).waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('shows events as they happen, with their payload', async () => {
    await visit('/#/events');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    const { order } = await buy();
    await page.getByRole('searchbox').fill(order.id);
    await page.getByText('orders.order-confirmed.v1').first().click();
    await page.getByLabel('Payload').getByText(`"orderId": "${order.id}"`).waitFor();
  });

  it('finds log lines by correlation id', async () => {
    const { traceId } = await buy();
    await visit('/#/logs');
    await page.getByLabel('Correlation id').fill(traceId);
    const lines = page.getByRole('list', { name: 'Log lines' });
    await lines
      .getByText(/request · POST \/v1\/checkouts · 201/)
      .first()
      .waitFor();
    await page.getByLabel('Level').selectOption('error');
    await page.getByText('No line fits the filter.').waitFor();
  });

  it('shows dead letters and sends them back', async () => {
    const client = new SQSClient({
      endpoint: process.env['TRADEWIND_AWS_URL'] ?? '',
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const QueueUrl = 'tradewind-orders-dev-buyers';
    const patience = (seconds: string) =>
      client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: seconds } }));
    await patience('0');
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no event' }));
    await visit('/');
    const button = page.getByRole('button', { name: /^Redrive orders-buyers/ });
    await page.locator('button[aria-label^="Redrive orders-buyers"]:enabled').waitFor();
    await patience('300');
    client.destroy();
    await button.click();
    await page.getByText(/1 message sent back from orders-buyers/).waitFor();
    await page.locator('button[aria-label^="Redrive orders-buyers"]:disabled').waitFor();
  });

  it('holds still while it is paused', async () => {
    await visit('/#/requests');
    await page.getByRole('button', { name: 'Pause' }).click();
    // Other tests ask the same system at the same time.
    const sku = `PAUSED-${randomUUID()}`;
    await page.getByRole('searchbox').fill(`/v1/stock/${sku}`);
    await page.getByText('Nothing fits the filter.').waitFor();
    await request('GET', `/v1/stock/${sku}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('link', { name: new RegExp(sku) }).waitFor();
  });

  it.each(['light', 'dark'] as const)('fits a phone in %s colours', async (colorScheme) => {
    await page.close();
    page = await openPage({ colorScheme, viewport: { width: 360, height: 740 } });
    for (const view of ['/', '/#/requests', '/#/events', '/#/logs', '/#/mail']) {
      await visit(view);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const widths = await page.locator('main').evaluate((main) => [main.scrollWidth, main.clientWidth]);
      expect(widths[0]).toBe(widths[1]);
    }
    const paper = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    expect(paper).toBe(colorScheme === 'dark' ? 'rgb(15, 20, 26)' : 'rgb(255, 255, 255)');
  });

  it('tells what runs without scripts, too', async () => {
    await page.close();
    page = await openPage({ javaScriptEnabled: false });
    await visit('/');
    await page.getByText('POST /v1/checkouts').waitFor();
    await page.getByRole('link', { name: /docs/i }).first().waitFor();
  });
});
