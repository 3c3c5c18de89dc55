import { add, negate, zero, type Money } from '@tradewind/kernel';

/**
 * `holds`: what buyers' banks keep for us; `hold-obligations`: the same sum as what we owe for it, goods or release.
 * No money has moved yet: taking it (capture) and giving it back (refund) will have accounts of their own.
 */
export type Account = 'holds' | 'hold-obligations';

export interface Posting {
  readonly account: Account;
  /** Debits are positive, credits negative. */
  readonly amount: Money;
}

/** One fact of the ledger. Never changed or removed; a correction is a further entry. */
export interface LedgerEntry {
  readonly kind: 'hold' | 'release';
  readonly postings: readonly Posting[];
  /** RFC 3339. */
  readonly postedAt: string;
}

function transfer(kind: LedgerEntry['kind'], amount: Money, postedAt: string): LedgerEntry {
  return {
    kind,
    postings: [
      { account: 'holds', amount },
      { account: 'hold-obligations', amount: negate(amount) },
    ],
    postedAt,
  };
}

/** The entry of an authorisation. */
export function holdEntry(amount: Money, postedAt: string): LedgerEntry {
  return transfer('hold', amount, postedAt);
}

/** The entry that undoes {@link holdEntry}. */
export function releaseEntry(amount: Money, postedAt: string): LedgerEntry {
  return transfer('release', negate(amount), postedAt);
}

/** What the entries leave on one account. All must be of the given currency. */
export function balanceOf(account: Account, entries: readonly LedgerEntry[], currency: string): Money {
  return entries
    .flatMap(({ postings }) => postings)
    .filter((posting) => posting.account === account)
    .reduce((balance, { amount }) => add(balance, amount), zero(currency));
}
