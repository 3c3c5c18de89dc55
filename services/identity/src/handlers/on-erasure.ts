import { CartsPersonErased } from '@tradewind/contracts/carts/person-erased.v1';
import type { PersonErased } from '@tradewind/contracts/events/person-erased';
import { UserErased } from '@tradewind/contracts/identity/user-erased.v1';
import { OrdersPersonErased } from '@tradewind/contracts/orders/person-erased.v1';
import { on, queueHandler, type EventContext } from '@tradewind/middleware';
import { onErasureDeps } from '../erasure-wiring.ts';
import { eraseIdentity, type EraseIdentityDeps } from '../use-cases/erase-identity.ts';
import type { Erasures } from '../domain/ports.ts';

type Deps = EraseIdentityDeps & { readonly erasures: Pick<Erasures, 'record'> };

/** Keeps what another service says that it erased. */
function recording(service: string) {
  return async ({ event, deps }: EventContext<PersonErased, Deps>): Promise<void> => {
    const { id: eventId, occurredAt: erasedAt, data } = event;
    await deps.erasures.record({ ...data, service, eventId, erasedAt });
  };
}

export const handler = queueHandler(
  { deps: onErasureDeps },
  on(UserErased, { replays: 'apply' }, ({ event, deps }) =>
    eraseIdentity(deps)({ eventId: event.id, userId: event.data.userId, email: event.data.email }),
  ),
  on(OrdersPersonErased, { replays: 'apply' }, recording('orders')),
  on(CartsPersonErased, { replays: 'apply' }, recording('carts')),
);
