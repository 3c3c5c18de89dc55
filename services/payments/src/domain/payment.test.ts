import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import fc from 'fast-check';
import { NOW, sampleRequest } from '../test-support/samples.ts';
import { balanceOf, type LedgerEntry } from './ledger.ts';
import {
  beginPayment,
  paymentIdOf,
  sameRequest,
  settlePayment,
  tombstone,
  voidPayment,
  type AuthorizedPayment,
  type AuthorizingPayment,
  type Payment,
  type ProviderAnswer,
  type Transition,
} from './payment.ts';

const LATER = '2026-03-01T11:00:00.000Z';
const orderId = newId('ord');
const authorized = { outcome: 'authorized', reference: 'ref-1' } as const;

function begun(amount = 4999): AuthorizingPayment {
  return beginPayment(orderId, sampleRequest({ amount: { amount, currency: 'GBP' } }), NOW);
}

describe('a payment', () => {
  it('is named after its order', () => {
    expect(paymentIdOf('ord_01J9ZKABCDEFGHJKMNPQRSTVWX')).toBe('pay_01J9ZKABCDEFGHJKMNPQRSTVWX');
  });

  it('is authorized with the entry of the hold', () => {
    const { payment, entry } = settlePayment(begun(), authorized, LATER);
    expect(payment).toMatchObject({ status: 'authorized', reference: 'ref-1', createdAt: NOW, updatedAt: LATER });
    expect(entry).toEqual({
      kind: 'hold',
      postings: [
        { account: 'holds', amount: { amount: 4999, currency: 'GBP' } },
        { account: 'hold-obligations', amount: { amount: -4999, currency: 'GBP' } },
      ],
      postedAt: LATER,
    });
  });

  it.each([
    ['declined', { outcome: 'declined', reason: 'declined' }],
    ['voided', { outcome: 'voided' }],
  ] as const)('is %s without an entry', (status, answer) => {
    expect(settlePayment(begun(), answer, LATER)).toEqual({ payment: expect.objectContaining({ status }) });
  });

  it('is voided with a release of what was held, and only of that', () => {
    expect(voidPayment(begun(), LATER)).toEqual({ payment: expect.objectContaining({ status: 'voided' }) });
    const held: AuthorizedPayment = { ...begun(), status: 'authorized', reference: 'ref-1' };
    expect(voidPayment(held, LATER)).toMatchObject({
      payment: { status: 'voided', reference: 'ref-1' },
      entry: { kind: 'release', postings: [{ amount: { amount: -4999 } }, { amount: { amount: 4999 } }] },
    });
  });

  it('may be a tombstone, which never had a request', () => {
    expect(tombstone(orderId, NOW)).toEqual({
      id: paymentIdOf(orderId),
      orderId,
      status: 'voided',
      version: 1,
      createdAt: NOW,
      updatedAt: NOW,
    });
  });

  it('knows its own request by amount, currency and method', () => {
    const request = sampleRequest();
    expect(sameRequest(request, { ...request })).toBe(true);
    expect(sameRequest(request, { ...request, amount: { amount: 5000, currency: 'GBP' } })).toBe(false);
    expect(sameRequest(request, { ...request, amount: { amount: 4999, currency: 'EUR' } })).toBe(false);
    expect(sameRequest(request, { ...request, paymentMethod: 'pm_other' })).toBe(false);
  });
});

const answers: fc.Arbitrary<ProviderAnswer> = fc.constantFrom<ProviderAnswer>(
  authorized,
  { outcome: 'declined', reason: 'declined' },
  { outcome: 'voided' },
);

type Step = { settle: ProviderAnswer } | 'void';
const steps: fc.Arbitrary<Step> = fc.oneof(
  answers.map((settle) => ({ settle })),
  fc.constant<'void'>('void'),
);

function next(payment: Payment, step: Step): Transition | undefined {
  if (step !== 'void') return payment.status === 'authorizing' ? settlePayment(payment, step.settle, LATER) : undefined;
  return payment.status === 'authorizing' || payment.status === 'authorized' ? voidPayment(payment, LATER) : undefined;
}

/** Applies the steps that the state allows, as the use cases would. */
function run(amount: number, sequence: readonly Step[]): { payment: Payment; entries: LedgerEntry[] } {
  let payment: Payment = begun(amount);
  const entries: LedgerEntry[] = [];
  for (const step of sequence) {
    const transition = next(payment, step);
    payment = transition?.payment ?? payment;
    if (transition?.entry !== undefined) entries.push(transition.entry);
  }
  return { payment, entries };
}

describe('the ledger under any sequence of transitions', () => {
  const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

  it('sums to zero, entry by entry and over all accounts', () => {
    fc.assert(
      fc.property(amounts, fc.array(steps, { maxLength: 8 }), (amount, sequence) => {
        const { entries } = run(amount, sequence);
        for (const { postings } of entries) {
          expect(postings.reduce((sum, posting) => sum + posting.amount.amount, 0)).toBe(0);
        }
        const left = balanceOf('holds', entries, 'GBP').amount + balanceOf('hold-obligations', entries, 'GBP').amount;
        expect(left).toBe(0);
      }),
    );
  });

  it('holds the amount of an authorized payment and nothing of any other', () => {
    fc.assert(
      fc.property(amounts, fc.array(steps, { maxLength: 8 }), (amount, sequence) => {
        const { payment, entries } = run(amount, sequence);
        expect(balanceOf('holds', entries, 'GBP').amount).toBe(payment.status === 'authorized' ? amount : 0);
      }),
    );
  });
});
