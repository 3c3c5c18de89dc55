import { describe, expect, it } from '@jest/globals';
import { newId, ulid } from '@tradewind/kernel';
import fc from 'fast-check';
import { checkout, expectConfirmed, expectUndone, refusalOf, resumeAfterAMinute } from '../test-support/checkouts.ts';
import { localSaga, type Fault } from '../test-support/local-saga.ts';

function purchase(paymentMethod = 'pm_sandbox_ok') {
  const [cartId, operationId] = [newId('crt'), ulid()];
  return (world: Awaited<ReturnType<typeof localSaga>>) => checkout(world, paymentMethod, cartId, operationId);
}

const fault = fc.constantFrom<Fault>('none', 'die-before', 'die-after', 'unavailable-after');

describe('a checkout that is repeated under its key', () => {
  it('is answered the order that it became, when only the answer was lost', async () => {
    const world = await localSaga();
    const buy = purchase();
    const first = await buy(world);
    const calls = world.calls.length;
    const second = await buy(world);
    expect(second.order).toEqual(first.order);
    expect(world.calls.length).toBe(calls);
    expectConfirmed(world);
  });

  it('goes on with the order that it placed, wherever the first run died', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 8 }), async (faults) => {
        const world = await localSaga({ faults });
        const buy = purchase();
        await buy(world).catch(() => undefined);
        for (let retry = 1; retry <= 8; retry += 1) await buy(world).catch(() => undefined);
        expectConfirmed(world);
      }),
      { numRuns: 50 },
    );
  });

  it('makes one order when the first run still goes on', async () => {
    const world = await localSaga();
    const buy = purchase();
    const outcomes = await Promise.all([buy(world), buy(world), buy(world)]);
    expect(new Set(outcomes.map(({ order }) => order.id)).size).toBe(1);
    expectConfirmed(world);
  });

  it('is refused once more for what it was refused before', async () => {
    const world = await localSaga();
    const buy = purchase('pm_sandbox_declined');
    const refusals = [await refusalOf(buy(world)), await refusalOf(buy(world))];
    const declined = { kind: 'payment-declined', code: 'payments.declined' };
    expect(refusals).toEqual([declined, declined]);
    expectUndone(world, 'payments.declined');
  });

  it('finishes the undoing that the first run began', async () => {
    const dies: Fault[] = ['none', 'none', 'none', 'none', 'none', 'none', 'die-before'];
    const world = await localSaga({ faults: dies });
    const buy = purchase('pm_sandbox_declined');
    expect((await buy(world)).order.status).toBe('rejecting');
    expect(await refusalOf(buy(world))).toMatchObject({ code: 'payments.declined' });
    expectUndone(world, 'payments.declined');
  });

  it('leaves nothing to the schedule', async () => {
    const world = await localSaga({ faults: ['die-after'] });
    const buy = purchase();
    await buy(world);
    await buy(world);
    expect(await resumeAfterAMinute(world)).toEqual([]);
    expectConfirmed(world);
  });
});
