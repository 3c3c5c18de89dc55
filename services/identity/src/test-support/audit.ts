import { chained, GENESIS, type AdminActionFact, type AuditEntry } from '../domain/audit-log.ts';

/** The n-th of a series of facts, a second after the one before it. */
export function someFact(index: number, change: Partial<AdminActionFact> = {}): AdminActionFact {
  return {
    eventId: `evt_${index}`,
    service: 'catalog',
    action: 'catalog.product-updated',
    kind: 'change',
    actor: 'usr_1',
    target: { type: 'product', id: 'prd_1' },
    before: { price: index, tags: [] },
    after: { price: index + 1, tags: ['a'], 'name.with.dots': '' },
    requestId: `req-${index}`,
    correlationId: `cor-${index}`,
    occurredAt: new Date(Date.parse('2026-01-31T09:30:00.000Z') + index * 1000).toISOString(),
    ...change,
  };
}

/** A chain of that many facts. */
export function chainOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let index = 0; index < length; index += 1) {
    entries.push(chained(entries.at(-1) ?? GENESIS, someFact(index), '2026-01-31T10:00:00.000Z'));
  }
  return entries;
}
