import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import type { StageSettings } from '../stages/stages.ts';

/** By which parameters of payments a deployment says who is asked for money, and the variables that stand for them. */
const PARAMETERS = { paymentProvider: 'TRADEWIND_PAYMENT_PROVIDER', sandboxPayments: 'TRADEWIND_SANDBOX_PAYMENTS' };
const SANDBOX = 'sandbox';

type Texts = Readonly<Record<string, string | undefined>>;

const Compose = z.object({
  services: z.object({ payments: z.object({ params: z.record(z.string(), z.unknown()) }) }),
});

/** What serverless-compose.yml passes on to payments. */
export function composeParameters(text = readFileSync(path.join(ROOT, 'serverless-compose.yml'), 'utf8')): Texts {
  const { params } = z.parse(Compose, parse(text)).services.payments;
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/**
 * Why a deployment would confirm orders that nobody pays for, and what to do; undefined where it would not. Reads
 * parameters as config/serverless/parameters.yml does: of the service, then of the environment, then of the stage.
 */
export function sandboxRefusal(
  stage: string,
  settings: Pick<StageSettings, 'sandboxPayments'>,
  environment: Texts,
  parameters: Texts,
): string | undefined {
  const given = (name: keyof typeof PARAMETERS) => parameters[name] ?? environment[PARAMETERS[name]];
  const provider = given('paymentProvider') ?? SANDBOX;
  const permission = given('sandboxPayments') ?? settings.sandboxPayments;
  if (provider !== SANDBOX || permission === 'allowed') return undefined;
  return (
    `Orders of ${stage} would be paid by the sandbox, which accepts everybody and moves no money, so nothing was deployed. ` +
    `Name the provider of the shop in ${PARAMETERS.paymentProvider} (services/payments/README.md says how one is added), ` +
    'or, for a shop that is on trial, allow it: --allow-sandbox-payments\n'
  );
}
