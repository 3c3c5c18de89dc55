import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { baseUrl } from './support/api.ts';
import { openBrowser } from './support/browser.ts';
import { randomUUID } from 'node:crypto';
import { mailTo } from './support/mailbox.ts';
import * as shop from './support/shopping.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

/** Opens a page and answers it with everything that went wrong or went elsewhere while it loaded. */
async function open(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ colorScheme });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (sent) => {
    const url = sent.url();
    if (!url.startsWith(baseUrl()) && !url.startsWith('data:') && !url.startsWith('blob:')) faults.push(`asks ${url}`);
  });
  await page.goto(`${baseUrl()}${path}`);
  return { page, faults };
}

describe('/docs', () => {
  it.each(['light', 'dark'] as const)(
    'shows every operation in %s colours without asking another host',
    async (scheme) => {
      const { page, faults } = await open('/docs', scheme);
      await page.getByText('/v1/checkouts').first().waitFor();
      expect(await page.getByText('Buy what is in a cart').count()).toBe(1);
      expect(faults).toEqual([]);
    },
  );

  it('sends a request and shows its answer', async () => {
    const { page } = await open('/docs');
    await page.getByText('/health').first().click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.responses-table .live-responses-table, .live-responses-table').first().waitFor();
    expect(await page.locator('.live-responses-table').innerText()).toContain('200');
  });
});

describe('/', () => {
  it('tells what runs and leads to the docs and the mailbox', async () => {
    const { page, faults } = await open('/');
    expect(await page.title()).toContain('Tradewind');
    await page.getByRole('link', { name: /docs/i }).first().click();
    await page.waitForURL('**/docs');
    await page.goBack();
    await page
      .getByRole('link', { name: /mailbox/i })
      .first()
      .click();
    await page.waitForURL('**/mailbox');
    expect(faults).toEqual([]);
  });
});

describe('/mailbox', () => {
  it('lists a mail and opens it', async () => {
    const email = `reader-${randomUUID()}@example.com`;
    const cart = await shop.createCart();
    for (const { id } of await shop.sellableVariants(1)) await shop.addItem(cart, id);
    const order = await shop.buy(cart, { email });
    await mailTo(email, new RegExp(order.id));

    const { page, faults } = await open('/mailbox');
    await page
      .getByRole('link', { name: new RegExp(order.id) })
      .first()
      .click();
    await page.getByText(email).first().waitFor();
    expect(faults).toEqual([]);
  });
});
