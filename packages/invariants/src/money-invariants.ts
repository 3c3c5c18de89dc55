import { isUnsettled, type Amount, type Books, type Finding, type LedgerRecord } from './books.ts';

type Sums = Map<string, number>;

function addTo(sums: Sums, { amount, currency }: Amount, sign = 1): void {
  sums.set(currency, (sums.get(currency) ?? 0) + sign * amount);
}

function unbalanced({ paymentId, entryId, postings }: LedgerRecord): Finding[] {
  const sums: Sums = new Map();
  for (const posting of postings) addTo(sums, posting);
  return [...sums]
    .filter(([, sum]) => sum !== 0)
    .map(([currency, sum]) => ({
      invariant: 'money.entry-balances',
      subject: paymentId,
      message: `Entry ${entryId} sums to ${sum} ${currency}, not to zero.`,
    }));
}

function heldByPayment(entries: readonly LedgerRecord[]): Map<string, Sums> {
  const held = new Map<string, Sums>();
  for (const { paymentId, postings } of entries) {
    const sums = held.get(paymentId) ?? new Map<string, number>();
    for (const posting of postings) if (posting.account === 'holds') addTo(sums, posting);
    held.set(paymentId, sums);
  }
  return held;
}

/** What the ledger holds for each payment is its amount while it is authorised, and nothing otherwise. */
function holdFindings({ payments, entries }: Books): Finding[] {
  const held = heldByPayment(entries);
  const findings: Finding[] = [];
  for (const { paymentId, status, amount } of payments) {
    const difference: Sums = new Map(held.get(paymentId) ?? []);
    held.delete(paymentId);
    if (status === 'authorized' && amount !== undefined) addTo(difference, amount, -1);
    for (const [currency, sum] of difference) {
      if (sum === 0) continue;
      const message = `The ledger is ${sum} ${currency} away from what a payment that is ${status} holds.`;
      findings.push({ invariant: 'money.ledger-holds-payment', subject: paymentId, message });
    }
  }
  const orphans = [...held.keys()].map((subject) => ({
    invariant: 'money.ledger-has-payment',
    subject,
    message: 'The ledger has entries of a payment that does not exist.',
  }));
  return [...findings, ...orphans];
}

/**
 * By currency: what the ledger holds is what the confirmed orders cost, apart from payments of orders that are still
 * on their way. Captures and refunds have no accounts yet; both are 0.
 */
function totalFindings({ orders, payments, entries }: Books): Finding[] {
  const difference: Sums = new Map();
  for (const { postings } of entries) {
    for (const posting of postings) if (posting.account === 'holds') addTo(difference, posting);
  }
  const undecided = new Set(orders.filter(isUnsettled).map(({ orderId }) => orderId));
  for (const { orderId, status, amount } of payments) {
    if (status === 'authorized' && undecided.has(orderId) && amount !== undefined) addTo(difference, amount, -1);
  }
  for (const { status, content } of orders) {
    if (status === 'confirmed' && content !== undefined) addTo(difference, content.total, -1);
  }
  return [...difference]
    .filter(([, sum]) => sum !== 0)
    .map(([currency, sum]) => ({
      invariant: 'money.authorised-equals-orders',
      subject: currency,
      message: `The ledger holds ${sum} more than the confirmed orders cost.`,
    }));
}

/** Every entry sums to zero; the ledger agrees with each payment, and in sum with the orders. */
export function moneyFindings(books: Books): Finding[] {
  return [...books.entries.flatMap(unbalanced), ...holdFindings(books), ...totalFindings(books)];
}
