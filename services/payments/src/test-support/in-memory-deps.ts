import { inMemoryPayments } from '../adapters/in-memory-payments.ts';
import { inMemoryCharges, type InMemoryCharges } from '../adapters/sandbox/in-memory-charges.ts';
import { sandboxProvider } from '../adapters/sandbox/sandbox-provider.ts';
import type { PaymentDeps, PaymentHistory } from '../domain/ports.ts';
import { NOW } from './samples.ts';

export interface InMemoryDeps extends PaymentDeps {
  readonly payments: PaymentDeps['payments'] & PaymentHistory;
  readonly charges: InMemoryCharges;
}

/** Everything the use cases need, in memory; `pause` is how the slow payment method waits, at once unless given. */
export function inMemoryDeps(pause: () => Promise<unknown> = () => Promise.resolve()): InMemoryDeps {
  const charges = inMemoryCharges();
  const clock = { now: () => new Date(NOW) };
  return { payments: inMemoryPayments(), provider: sandboxProvider(charges, pause), charges, clock };
}
