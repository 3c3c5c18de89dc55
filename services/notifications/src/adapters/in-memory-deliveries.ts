import type { Deliveries } from '../domain/ports.ts';

export function inMemoryDeliveries(): Deliveries {
  const leases = new Map<string, string>();
  const sent = new Set<string>();
  return {
    async claim({ eventId, claimedAt, leaseUntil }) {
      if (sent.has(eventId)) return 'sent';
      const lease = leases.get(eventId);
      if (lease !== undefined && lease > claimedAt) return 'in-progress';
      leases.set(eventId, leaseUntil);
      return 'claimed';
    },
    async markSent(eventId) {
      sent.add(eventId);
    },
  };
}
