import type { ChargeStore, SandboxCharge } from './charge-store.ts';

export interface InMemoryCharges extends ChargeStore {
  /** Keys under which the sandbox holds money. */
  held(): readonly string[];
}

/** The sandbox's books in a Map; for tests. */
export function inMemoryCharges(): InMemoryCharges {
  const charges = new Map<string, SandboxCharge>();
  return {
    createOrFind(charge) {
      const present = charges.get(charge.key);
      if (present === undefined) charges.set(charge.key, charge);
      return Promise.resolve({ charge: present ?? charge, created: present === undefined });
    },
    recover(key) {
      const present = charges.get(key);
      if (present === undefined) return Promise.reject(new Error(`There is no charge ${key}.`));
      if (present.status === 'failing') charges.set(key, { key, status: 'authorized' });
      return Promise.resolve(charges.get(key) ?? present);
    },
    void(key) {
      charges.set(key, { key, status: 'voided' });
      return Promise.resolve();
    },
    held: () => [...charges.values()].filter(({ status }) => status === 'authorized').map(({ key }) => key),
  };
}
