import { describe, expect, it } from '@jest/globals';
import { functions as cartsFunctions } from '@tradewind/contracts/carts/index';
import { functions as inventoryFunctions } from '@tradewind/contracts/inventory/index';
import { functions as ordersFunctions } from '@tradewind/contracts/orders/index';
import { functions as paymentsFunctions } from '@tradewind/contracts/payments/index';
import aslValidator from 'asl-validator';
import { functionOfState, sagaDefinition } from '../test-support/saga-definition.ts';

const definition = await sagaDefinition();
const contracts = new Map(
  [...cartsFunctions, ...inventoryFunctions, ...ordersFunctions, ...paymentsFunctions].map((contract) => [
    `${contract.service}-${contract.name}`,
    contract,
  ]),
);
const tasks = [...functionOfState(definition)];

/** What a saga runs into only after somebody else has undone or settled the order, or what means "try again". */
const EXPECTED_ELSEWHERE = new Set(['orders.order-not-found', 'orders.not-compensating']);

function named(state: string, list: 'Retry' | 'Catch'): string[] {
  return (definition.States[state]?.[list] ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
}

describe('the definition of the checkout saga', () => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(definition, { checkArn: true, checkPaths: true });
    expect(isValid ? '' : errorsText('\n')).toBe('');
  });

  it.each(tasks)('%s calls a function that a contract declares: %s', (_state, name) => {
    expect(contracts.has(name)).toBe(true);
  });

  it.each(tasks)('%s foresees every error that %s may fail with', (state, name) => {
    const foreseen = new Set([...named(state, 'Retry'), ...named(state, 'Catch'), ...EXPECTED_ELSEWHERE]);
    const unforeseen = contracts.get(name)?.errors.filter((code) => !foreseen.has(code));
    expect(unforeseen).toEqual([]);
  });

  it.each(tasks)('%s has a timeout, and leaves the order to the schedule when all else fails', (state) => {
    expect(definition.States[state]?.TimeoutSeconds).toBeLessThanOrEqual(6);
    expect(definition.States[state]?.Catch?.at(-1)).toMatchObject({
      ErrorEquals: ['States.ALL'],
      Next: 'LeaveUnsettled',
    });
  });

  it('asks for a payment for 6 s and once only when no answer comes', () => {
    const authorize = definition.States['AuthorizePayment'];
    expect(authorize?.TimeoutSeconds).toBe(6);
    expect(authorize?.Retry?.[0]).toMatchObject({ ErrorEquals: ['States.Timeout'], MaxAttempts: 0 });
  });

  it('ends within the 20 s that a checkout follows it', () => {
    expect(definition.TimeoutSeconds).toBeLessThanOrEqual(20);
  });
});
