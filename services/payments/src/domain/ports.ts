import type { Clock, Money } from '@tradewind/kernel';
import type { LedgerEntry } from './ledger.ts';
import type { Payment, ProviderAnswer, Transition } from './payment.ts';

export interface PaymentRepository {
  /** The payment as of its last acknowledged change. */
  find(paymentId: string): Promise<Payment | undefined>;
  /** Creates the payment unless one of its id exists; answers the one that stands there now. */
  createOrFind(payment: Payment): Promise<Payment>;
  /** Saves a change of the version that was read, with its entry. Answers false, and saves nothing, if another came first. */
  save(transition: Transition): Promise<boolean>;
}

export interface PaymentHistory {
  /** A payment with its ledger entries, oldest first. */
  read(paymentId: string): Promise<{ payment: Payment; entries: readonly LedgerEntry[] } | undefined>;
}

/** An event on its way to the bus; its shape is the contracts' affair. */
export interface OutgoingEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
}

export interface Announcer {
  announce(event: OutgoingEvent): Promise<void>;
}

export interface AuthorizationRequest {
  /** One key, one hold: asking again with it answers what became of the first time. */
  readonly key: string;
  readonly amount: Money;
  readonly paymentMethod: string;
}

/**
 * Whoever moves the money. Both operations are idempotent by key and throw `payments.provider-unavailable` when the
 * outcome is not known; they may then be repeated at any time.
 */
export interface PaymentProvider {
  authorize(request: AuthorizationRequest): Promise<ProviderAnswer>;
  /**
   * Once this resolves, nothing is held under the key, now or later: an authorisation still on its way finds the key
   * given up. An adapter of a provider that cannot promise this asks for the authorisation itself, then voids it.
   */
  void(key: string): Promise<void>;
}

export interface PaymentDeps {
  readonly payments: PaymentRepository;
  readonly provider: PaymentProvider;
  readonly clock: Clock;
}
