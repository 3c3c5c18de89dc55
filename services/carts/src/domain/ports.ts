import type { Clock } from '@tradewind/kernel';
import type { Cart } from './cart.ts';
import type { Offer, Offers } from './offer.ts';

export interface CartRepository {
  /** The cart as of its last acknowledged change. */
  find(cartId: string): Promise<Cart | undefined>;
  create(cart: Cart): Promise<void>;
  /** Saves a change of the version that was read. Answers the cart as saved, or undefined if another change came first. */
  save(cart: Cart): Promise<Cart | undefined>;
}

/** All carts of one person. */
export interface PersonalCarts {
  /** Answers how many there were. */
  deleteAllOf(userId: string): Promise<number>;
  listAllOf(userId: string): Promise<readonly Cart[]>;
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

export interface OfferReader {
  /** The known offers of these variants, by variant. */
  find(variantIds: readonly string[]): Promise<Offers>;
}

export interface OfferRecorder {
  /** Keeps the offer unless one of the same or a later version stands there. Answers whether it was kept. */
  record(offer: Offer): Promise<boolean>;
}

export interface CartDeps {
  readonly carts: CartRepository;
  readonly offers: OfferReader;
  readonly clock: Clock;
}
