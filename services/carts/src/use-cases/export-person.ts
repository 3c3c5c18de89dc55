import { CartsPersonExported } from '@tradewind/contracts/carts/person-exported.v1';
import { exportParts } from '@tradewind/contracts/events/person-exported';
import type { Clock, TraceContext } from '@tradewind/kernel';
import type { Cart } from '../domain/cart.ts';
import type { Announcer, PersonalCarts } from '../domain/ports.ts';

export interface ExportPersonDeps {
  readonly carts: Pick<PersonalCarts, 'listAllOf'>;
  readonly announcer: Announcer;
  readonly clock: Clock;
}

export interface ExportPerson {
  readonly exportId: string;
  readonly userId: string;
  readonly trace: TraceContext;
}

function toRecord({ id, status, currency, lines, createdAt, updatedAt }: Cart): Record<string, unknown> {
  const items = lines.map(({ variantId, quantity, quote }) => ({
    variantId,
    sku: quote.sku,
    name: quote.name,
    quantity,
  }));
  return { id, status, currency, items, createdAt, updatedAt };
}

/** Answers all carts of a person in parts that fit an event each. Repeated, it answers them again. */
export function exportPerson({ carts, announcer, clock }: ExportPersonDeps) {
  return async ({ exportId, userId, trace }: ExportPerson): Promise<void> => {
    const parts = exportParts((await carts.listAllOf(userId)).map(toRecord));
    for (const [part, records] of parts.entries()) {
      const data = { exportId, userId, part, last: part === parts.length - 1, records };
      await announcer.announce(CartsPersonExported.create(data, trace, clock));
    }
  };
}
