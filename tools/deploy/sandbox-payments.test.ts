import { describe, expect, it } from '@jest/globals';
import { synthesize } from '../package/synthesize.ts';
import { stageSettings } from '../stages/stages.ts';
import { composeParameters, sandboxRefusal } from './sandbox-payments.ts';

const VARIABLES = ['TRADEWIND_PAYMENT_PROVIDER', 'TRADEWIND_SANDBOX_PAYMENTS'] as const;

/** What the function that asks for money is told by a template of this stage and environment. */
async function toldProvider(stage: string, environment: Readonly<Record<string, string>>): Promise<unknown> {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, environment);
  try {
    const { Resources } = await synthesize('payments', stage);
    const { Environment } = Object(Resources['AuthorizeDashpaymentLambdaFunction']?.Properties);
    return Environment.Variables.PAYMENT_PROVIDER;
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

describe('payments by the sandbox', () => {
  it.each([
    ['are refused in production', 'prod', {}, 'unset'],
    ['are refused in production by name as well', 'prod', { TRADEWIND_PAYMENT_PROVIDER: 'sandbox' }, 'unset'],
    ['are refused by a slip of the pen', 'prod', { TRADEWIND_SANDBOX_PAYMENTS: 'yes' }, 'unset'],
    ['can be refused anywhere', 'staging', { TRADEWIND_SANDBOX_PAYMENTS: 'refused' }, 'unset'],
    ['are allowed to a trial shop', 'prod', { TRADEWIND_SANDBOX_PAYMENTS: 'allowed' }, 'sandbox'],
    ['are what other stages have', 'staging', {}, 'sandbox'],
    ['are what developers have', 'pr-12', {}, 'sandbox'],
    ['do not matter to another provider', 'prod', { TRADEWIND_PAYMENT_PROVIDER: 'acquirer' }, 'acquirer'],
  ])(
    '%s: by the template, which is not deployed, and before anything is tried',
    async (_, stage, environment, told) => {
      expect(await toldProvider(stage, environment)).toBe(told);
      const refusal = sandboxRefusal(stage, stageSettings(stage), environment, {});
      expect(refusal !== undefined).toBe(told === 'unset');
    },
  );

  it('are refused with what to do next', () => {
    const refusal = sandboxRefusal('prod', stageSettings('prod'), {}, {});
    expect(refusal).toMatch(/prod.*moves no money.*TRADEWIND_PAYMENT_PROVIDER.*--allow-sandbox-payments/);
  });

  it('are judged by what compose passes on, too', () => {
    const settings = stageSettings('prod');
    const compose = (params: string) => composeParameters(`services: { payments: { path: x, params: { ${params} } } }`);
    expect(sandboxRefusal('prod', settings, {}, compose('paymentProvider: acquirer'))).toBeUndefined();
    expect(sandboxRefusal('prod', settings, {}, compose('sandboxPayments: allowed'))).toBeUndefined();
    expect(sandboxRefusal('prod', settings, {}, compose('eventBusName: bus'))).toBeDefined();
    const sandbox = compose('paymentProvider: sandbox');
    expect(sandboxRefusal('prod', settings, { TRADEWIND_PAYMENT_PROVIDER: 'acquirer' }, sandbox)).toBeDefined();
  });

  it('are not waved through by the compose file of this repository', () => {
    expect(sandboxRefusal('prod', stageSettings('prod'), {}, composeParameters())).toBeDefined();
  });
});
