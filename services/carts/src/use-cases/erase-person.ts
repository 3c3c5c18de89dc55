import { CartsPersonErased } from '@tradewind/contracts/carts/person-erased.v1';
import type { Clock, TraceContext } from '@tradewind/kernel';
import type { Announcer, PersonalCarts } from '../domain/ports.ts';

export interface ErasePersonDeps {
  readonly carts: Pick<PersonalCarts, 'deleteAllOf'>;
  readonly announcer: Announcer;
  readonly clock: Clock;
}

export interface ErasePerson {
  readonly userId: string;
  readonly trace: TraceContext;
}

/**
 * Deletes every cart of a person, then says how many. There is no outbox here: a delivery that dies before it has said
 * so is repeated and says it then, with the carts that it found itself.
 */
export function erasePerson({ carts, announcer, clock }: ErasePersonDeps) {
  return async ({ userId, trace }: ErasePerson): Promise<void> => {
    const erased = { carts: await carts.deleteAllOf(userId) };
    await announcer.announce(CartsPersonErased.create({ userId, erased, kept: [], complete: true }, trace, clock));
  };
}
