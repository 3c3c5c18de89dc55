import type { Order, PostalAddress } from './order.ts';
import { isUnsettled } from './order.ts';

/** Stands where a person stood; its domain belongs to nobody (RFC 2606). */
export const ERASED_EMAIL = 'erased@erased.invalid';
const ERASED = 'Erased';

function countryOf({ country }: PostalAddress): PostalAddress {
  return { name: ERASED, line1: ERASED, city: ERASED, postalCode: ERASED, country };
}

function withoutReason<O extends Order>(order: O): O {
  return 'reason' in order ? { ...order, reason: null } : order;
}

/**
 * The order without the person: what was bought, amounts, tax and country stay, since the law demands them. It belongs
 * to nobody any more. Undefined while the saga is at work on it, which still needs who it is for.
 */
export function withoutPerson(order: Order, at: string): Order | undefined {
  if (isUnsettled(order)) return undefined;
  const { buyer, request, version } = order;
  return {
    ...withoutReason(order),
    version: version + 1,
    updatedAt: at,
    buyer: { role: buyer.role },
    request: {
      ...request,
      email: ERASED_EMAIL,
      paymentMethod: ERASED,
      shippingAddress: countryOf(request.shippingAddress),
    },
  };
}
