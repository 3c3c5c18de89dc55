import type { Money } from '@tradewind/kernel';
import { amounts, heading, paragraph, type AmountRow, type MailDraft } from '../mail.ts';
import { formatMoney } from '../money-format.ts';
import type { Shop } from '../shop.ts';

export interface OrderLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  /** Of the whole line. */
  readonly total: Money;
}

export interface OrderTotals {
  readonly subtotal: Money;
  /** Included in the prices, not added to them. */
  readonly tax: Money;
  readonly shipping: Money;
  readonly discount: Money;
  readonly total: Money;
}

export interface ConfirmedOrder {
  readonly orderId: string;
  readonly email: string;
  readonly items: readonly OrderLine[];
  readonly totals: OrderTotals;
}

function lineRow({ name, sku, quantity, total }: OrderLine): AmountRow {
  return { label: `${quantity} × ${name} (${sku})`, amount: formatMoney(total) };
}

function totalRows({ subtotal, tax, shipping, discount, total }: OrderTotals): readonly AmountRow[] {
  const reduced = Math.abs(discount.amount);
  return [
    { label: 'Subtotal', amount: formatMoney(subtotal) },
    { label: 'Delivery', amount: shipping.amount === 0 ? 'Free' : formatMoney(shipping) },
    ...(reduced === 0 ? [] : [{ label: 'Discount', amount: formatMoney({ ...discount, amount: -reduced }) }]),
    { label: 'Total', amount: formatMoney(total), emphasis: true },
    ...(tax.amount === 0 ? [] : [{ label: 'of which tax', amount: formatMoney(tax) }]),
  ];
}

export function orderConfirmedMail(order: ConfirmedOrder, shop: Shop): MailDraft {
  return {
    to: order.email,
    subject: `Your ${shop.name} order ${order.orderId} is confirmed`,
    blocks: [
      paragraph('Thank you for your order. Everything in it is reserved for you, and we are getting it ready.'),
      heading(`Order ${order.orderId}`),
      amounts(order.items.map(lineRow)),
      amounts(totalRows(order.totals)),
      paragraph('Your payment is authorised; we collect it when the order leaves us.'),
    ],
  };
}
