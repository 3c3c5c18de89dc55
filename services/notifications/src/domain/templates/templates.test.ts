import { describe, expect, it } from '@jest/globals';
import { money } from '@tradewind/kernel';
import type { MailDraft } from '../mail.ts';
import { renderMail } from '../render-mail.ts';
import { UNNAMED_SHOP, type Shop } from '../shop.ts';
import { accountErasedMail } from './account-erased.ts';
import { orderCancelledMail } from './order-cancelled.ts';
import { orderConfirmedMail, type ConfirmedOrder } from './order-confirmed.ts';
import { passwordChangedMail } from './password-changed.ts';
import { providerLinkedMail } from './provider-linked.ts';
import { registrationAttemptedMail } from './registration-attempted.ts';
import { welcomeMail } from './welcome.ts';

const gbp = (amount: number) => money(amount, 'GBP');
const order: ConfirmedOrder = {
  orderId: 'ord_01JAZ9TQ4B8ZK6Y3V1W5R7D9HF',
  email: 'ada@example.com',
  items: [
    { sku: 'MUG-1', name: 'Enamel mug', quantity: 2, total: gbp(2400) },
    { sku: 'TENT-3', name: 'Three-season tent <large>', quantity: 1, total: gbp(24_999) },
  ],
  totals: { subtotal: gbp(27_399), tax: gbp(4567), shipping: gbp(0), discount: gbp(0), total: gbp(27_399) },
};
const cancelled = { orderId: order.orderId, email: order.email, reason: null, total: gbp(27_399) };

const mugs: Shop = { name: 'Mugs <&> More', supportEmail: 'help@mugs.example', imprint: 'Mugs Ltd, 1 Quay, Leith' };

const draftsOf = (shop: Shop): readonly [string, MailDraft][] => [
  ['welcome', welcomeMail({ email: 'ada@example.com', name: 'Ada <b>' }, shop)],
  ['registration attempted', registrationAttemptedMail({ email: 'ada@example.com', name: 'Ada <b>' }, shop)],
  ['password changed', passwordChangedMail({ email: 'ada@example.com', name: 'Ada <b>' }, shop)],
  ['provider linked', providerLinkedMail({ email: 'ada@example.com', name: 'Ada <b>', provider: 'Google' }, shop)],
  ['account erased', accountErasedMail({ email: 'ada@example.com', name: 'Ada <b>' }, shop)],
  ['order confirmed', orderConfirmedMail(order, shop)],
  ['order cancelled', orderCancelledMail({ ...cancelled, reason: 'Changed my mind <script>' }, shop)],
];
const drafts = draftsOf(UNNAMED_SHOP);

describe('mails', () => {
  it.each(drafts)('%s has an addressee, a one-line subject and two parts', (_, draft) => {
    const mail = renderMail(draft, UNNAMED_SHOP);
    expect(mail.to).toBe('ada@example.com');
    expect(mail.subject).toMatch(/^[^\r\n]{10,80}$/);
    expect(mail.text.trimEnd()).toMatch(/\n\nTradewind$/);
    expect(mail.html).toMatch(/^<!doctype html>/);
  });

  it.each(drafts)('%s shows text of others as text', (_, draft) => {
    const { html } = renderMail(draft, UNNAMED_SHOP);
    expect(html).not.toMatch(/<(b|large|script)>/);
  });

  it.each(drafts)('%s says the same in both parts', (_, draft) => {
    const { text, html } = renderMail(draft, UNNAMED_SHOP);
    for (const block of draft.blocks.filter(({ kind }) => kind === 'paragraph')) {
      expect(text).toContain('text' in block ? block.text : '');
    }
    expect(html.match(/<p style="margin:0 0 16px">/g)).toHaveLength(
      draft.blocks.filter(({ kind }) => kind === 'paragraph').length,
    );
  });
});

describe('mails of a shop with a name of its own', () => {
  it.each(draftsOf(mugs))('%s names it, and at its foot where to ask and who is behind it', (_, draft) => {
    const mail = renderMail(draft, mugs);
    expect(mail).toMatchObject({ senderName: 'Mugs <&> More', replyTo: 'help@mugs.example' });
    expect(mail.subject).toContain('Mugs <&> More');
    expect(mail.text).toMatch(/\n\nMugs <&> More\nhelp@mugs\.example\nMugs Ltd, 1 Quay, Leith\n$/);
    expect(mail.html).toContain('Mugs &lt;&amp;&gt; More');
    expect(mail.html).toContain('>help@mugs.example</p>');
    expect(mail.html).toContain('>Mugs Ltd, 1 Quay, Leith</p>');
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain('Tradewind');
  });
});

describe('the confirmation of an order', () => {
  it('lists every line and the totals', () => {
    const { text } = renderMail(orderConfirmedMail(order, UNNAMED_SHOP), UNNAMED_SHOP);
    expect(text).toMatch(/^2 × Enamel mug \(MUG-1\) +£24\.00$/m);
    expect(text).toMatch(/^1 × Three-season tent <large> \(TENT-3\) +£249\.99$/m);
    expect(text).toMatch(/^Delivery +Free$/m);
    expect(text).toMatch(/^Total +£273\.99$/m);
    expect(text).toMatch(/^of which tax +£45\.67$/m);
    expect(text).not.toContain('Discount');
  });

  it.each([500, -500])('takes a discount of %i off', (discount) => {
    const totals = { ...order.totals, discount: gbp(discount), shipping: gbp(395) };
    const { text } = renderMail(orderConfirmedMail({ ...order, totals }, UNNAMED_SHOP), UNNAMED_SHOP);
    expect(text).toMatch(/^Discount +-£5\.00$/m);
    expect(text).toMatch(/^Delivery +£3\.95$/m);
  });

  it('puts the amount of a long line on a line of its own', () => {
    const items = [{ sku: 'X', name: 'N'.repeat(80), quantity: 1, total: gbp(100) }];
    const { text } = renderMail(orderConfirmedMail({ ...order, items }, UNNAMED_SHOP), UNNAMED_SHOP);
    expect(text).toMatch(/^1 × N{80} \(X\)\n {59}£1\.00$/m);
  });
});

describe('the cancellation of an order', () => {
  it('tells the reason only if there is one', () => {
    expect(renderMail(orderCancelledMail(cancelled, UNNAMED_SHOP), UNNAMED_SHOP).text).not.toContain('Reason');
    expect(
      renderMail(orderCancelledMail({ ...cancelled, reason: 'Too late' }, UNNAMED_SHOP), UNNAMED_SHOP).text,
    ).toContain('Reason given: Too late');
  });
});
