import { setTimeout as delay } from 'node:timers/promises';
import { providerUnavailable } from '../../domain/errors.ts';
import type { ProviderAnswer } from '../../domain/payment.ts';
import type { PaymentProvider } from '../../domain/ports.ts';
import type { ChargeStatus, ChargeStore, SandboxCharge } from './charge-store.ts';

/** Longer than the six seconds that the checkout waits for an authorisation. */
export const SLOW_ANSWER_MS = 9000;

interface Behaviour {
  /** What the first ask of a key puts into the books. */
  readonly charge: ChargeStatus;
  /** How long the first ask waits for its answer, in ms; the charge is in the books before. */
  readonly delay?: number;
}

const BEHAVIOURS: ReadonlyMap<string, Behaviour> = new Map([
  ['pm_sandbox_ok', { charge: 'authorized' }],
  ['pm_sandbox_declined', { charge: 'declined' }],
  ['pm_sandbox_slow', { charge: 'authorized', delay: SLOW_ANSWER_MS }],
  ['pm_sandbox_fails_once', { charge: 'failing' }],
]);

function answerOf({ key, status }: SandboxCharge): ProviderAnswer {
  switch (status) {
    case 'authorized':
      return { outcome: 'authorized', reference: `sandbox_${key}` };
    case 'declined':
      return { outcome: 'declined', reason: 'declined' };
    case 'voided':
      return { outcome: 'voided' };
    case 'failing':
      throw providerUnavailable();
  }
}

/**
 * A payment provider that moves no money and needs no account. What it does depends on the payment method alone; it
 * keeps its charges by key, so that it answers the same after a restart. `pause` waits that many milliseconds.
 */
export function sandboxProvider(
  charges: ChargeStore,
  pause: (milliseconds: number) => Promise<unknown> = delay,
): PaymentProvider {
  return {
    async authorize({ key, paymentMethod }) {
      const behaviour = BEHAVIOURS.get(paymentMethod);
      if (behaviour === undefined) return { outcome: 'declined', reason: 'unknown-payment-method' };
      const { charge, created } = await charges.createOrFind({ key, status: behaviour.charge });
      if (created && behaviour.delay !== undefined) await pause(behaviour.delay);
      return answerOf(!created && charge.status === 'failing' ? await charges.recover(key) : charge);
    },
    void: (key) => charges.void(key),
  };
}
