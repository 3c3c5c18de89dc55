import { newId } from '@tradewind/kernel';
import { CONTENT } from './sample-orders.ts';

function refusal(code: string): Error {
  const error = new Error(code);
  error.name = code;
  return error;
}

type Reservation = 'held' | 'committed' | 'released';
export interface Payment {
  readonly id: string;
  readonly state: 'authorized' | 'declined' | 'voided';
}
export interface Cart {
  readonly claimedBy?: string | undefined;
  readonly releasedBy: ReadonlySet<string>;
}

export interface StepRequest {
  readonly orderId: string;
  readonly cartId?: string;
  readonly paymentMethod?: string;
}

/**
 * Carts, inventory and payments as their contracts promise them: idempotent by order, undoing leaves a tombstone.
 * `availableStock` counts orders that can be served.
 */
export function outsideServices(availableStock = 1) {
  const carts = new Map<string, Cart>();
  const reservations = new Map<string, Reservation>();
  const payments = new Map<string, Payment>();
  let stock = availableStock;

  const functions: Readonly<Record<string, (request: StepRequest) => object>> = {
    'carts-claim-cart': ({ orderId, cartId = '' }) => {
      const cart = carts.get(cartId) ?? { releasedBy: new Set() };
      if (cart.releasedBy.has(orderId)) throw refusal('carts.claim-released');
      if (cart.claimedBy !== undefined && cart.claimedBy !== orderId) throw refusal('carts.already-checked-out');
      carts.set(cartId, { ...cart, claimedBy: orderId });
      return CONTENT;
    },
    'carts-release-cart': ({ orderId, cartId = '' }) => {
      const cart = carts.get(cartId) ?? { releasedBy: new Set() };
      const claimedBy = cart.claimedBy === orderId ? undefined : cart.claimedBy;
      carts.set(cartId, { claimedBy, releasedBy: new Set([...cart.releasedBy, orderId]) });
      return {};
    },
    'inventory-reserve-stock': ({ orderId }) => {
      const existing = reservations.get(orderId);
      if (existing === 'released') throw refusal('inventory.reservation-released');
      if (existing === undefined) {
        if (stock === 0) throw refusal('inventory.insufficient-stock');
        stock -= 1;
        reservations.set(orderId, 'held');
      }
      return { reservationId: newId('rsv'), allocations: [], expiresAt: '2026-08-04T10:00:00.000Z' };
    },
    'inventory-commit-reservation': ({ orderId }) => {
      const existing = reservations.get(orderId);
      if (existing === undefined || existing === 'released') throw refusal('inventory.reservation-released');
      reservations.set(orderId, 'committed');
      return { reservationId: newId('rsv') };
    },
    'inventory-release-stock': ({ orderId }) => {
      const existing = reservations.get(orderId);
      if (existing === 'held' || existing === 'committed') stock += 1;
      reservations.set(orderId, 'released');
      return {};
    },
    'payments-authorize-payment': ({ orderId, paymentMethod }) => {
      const existing = payments.get(orderId);
      if (existing?.state === 'voided') throw refusal('payments.voided');
      if (paymentMethod === 'pm_sandbox_action') {
        return {
          paymentId: newId('pay'),
          status: 'requires_action',
          nextAction: { type: 'redirect', url: 'https://x.test' },
        };
      }
      const state = paymentMethod === 'pm_sandbox_declined' ? 'declined' : 'authorized';
      const payment = existing ?? { id: newId('pay'), state };
      payments.set(orderId, payment);
      if (payment.state === 'declined') throw refusal('payments.declined');
      return { paymentId: payment.id, status: 'authorized' };
    },
    'payments-void-payment': ({ orderId }) => {
      payments.set(orderId, { id: payments.get(orderId)?.id ?? newId('pay'), state: 'voided' });
      return {};
    },
  };

  return {
    functions,
    stockLeft: () => stock,
    cartHolder: (cartId: string) => carts.get(cartId)?.claimedBy,
    reservationOf: (orderId: string) => reservations.get(orderId),
    paymentOf: (orderId: string) => payments.get(orderId)?.state,
    claimFor: (cartId: string, orderId: string) => carts.set(cartId, { claimedBy: orderId, releasedBy: new Set() }),
  };
}
export type OutsideServices = ReturnType<typeof outsideServices>;
