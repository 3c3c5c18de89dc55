import { describe, expect, it } from '@jest/globals';
import { lambda, objections } from '../policy.test-support.ts';
import { takesRealMoney } from './money.ts';

function namedFor(variables: Readonly<Record<string, string>>): string[] {
  return objections(takesRealMoney, { resources: { Pay: lambda({ Environment: { Variables: variables } }) } });
}

describe('takes-real-money', () => {
  it.each([
    ['says nothing of it', {}],
    ['refuses it', { SANDBOX_PAYMENTS: 'refused' }],
    ['says something else', { SANDBOX_PAYMENTS: 'true' }],
  ])('names a function that asks the sandbox where the stage %s', (_, allowance) => {
    expect(namedFor({ PAYMENT_PROVIDER: 'sandbox', ...allowance })).toEqual(['Pay']);
  });

  it.each([
    ['the sandbox, allowed', { PAYMENT_PROVIDER: 'sandbox', SANDBOX_PAYMENTS: 'allowed' }],
    ['another provider', { PAYMENT_PROVIDER: 'acquirer', SANDBOX_PAYMENTS: 'refused' }],
    ['no provider, which is not deployed', { PAYMENT_PROVIDER: 'unset', SANDBOX_PAYMENTS: 'refused' }],
    ['nobody for money', {}],
  ])('is content with a function that asks %s', (_, variables) => {
    expect(namedFor(variables)).toEqual([]);
  });
});
