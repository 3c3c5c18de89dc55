import { describe, expect, it } from '@jest/globals';
import type { FunctionRuntime } from '../functions/runtime.ts';
import { FaultInjector } from './fault-injector.ts';
import { NO_FAULTS, type FunctionFault } from './fault-plan.ts';

function worked() {
  const ran: string[] = [];
  const runtime: FunctionRuntime = {
    has: () => true,
    invoke: (name) => {
      ran.push(name);
      return Promise.resolve({ requestId: 'r', payload: { done: true } });
    },
  };
  const faults = new FaultInjector();
  return { ran, faults, functions: faults.functions(runtime) };
}

function plan(...functions: FunctionFault[]) {
  return { ...NO_FAULTS, functions };
}

const PAY: FunctionFault = { function: 'pay', kind: 'dead', percent: 100, delayMs: 0 };

describe('functions under faults', () => {
  it('run as ever without a plan', async () => {
    const { functions, ran } = worked();
    await expect(functions.invoke('pay', {})).resolves.toEqual({ requestId: 'r', payload: { done: true } });
    expect(ran).toEqual(['pay']);
  });

  it('do not run when dead, by whatever name they are called', async () => {
    const { functions, faults, ran } = worked();
    faults.follow(plan(PAY));
    const result = await functions.invoke('arn:aws:lambda:us-east-1:000000000000:function:pay', {});
    expect(result).toMatchObject({ functionError: 'Unhandled', payload: { errorType: 'Runtime.ExitError' } });
    expect(ran).toEqual([]);
  });

  it('run and seem dead when their answer is lost', async () => {
    const { functions, faults, ran } = worked();
    faults.follow(plan({ ...PAY, kind: 'lost-answer' }));
    await expect(functions.invoke('pay', {})).resolves.toMatchObject({ functionError: 'Unhandled', requestId: 'r' });
    expect(ran).toEqual(['pay']);
  });

  it('answer late when slow', async () => {
    const { functions, faults } = worked();
    faults.follow(plan({ ...PAY, kind: 'slow', delayMs: 40 }));
    const started = performance.now();
    await expect(functions.invoke('pay', {})).resolves.toMatchObject({ payload: { done: true } });
    expect(performance.now() - started).toBeGreaterThan(35);
  });

  it('are left alone where the plan names others, and once it is over', async () => {
    const { functions, faults, ran } = worked();
    faults.follow(plan(PAY));
    await functions.invoke('ship', {});
    faults.follow(NO_FAULTS);
    await functions.invoke('pay', {});
    expect(ran).toEqual(['ship', 'pay']);
  });

  it('meet the same faults again from the same seed', async () => {
    const run = async () => {
      const { functions, faults, ran } = worked();
      faults.follow({ ...plan({ ...PAY, percent: 50 }), seed: 11 });
      for (let call = 0; call < 30; call += 1) await functions.invoke('pay', {});
      return ran.length;
    };
    const survived = await run();
    expect(survived).toBeGreaterThan(5);
    expect(survived).toBeLessThan(25);
    expect(await run()).toBe(survived);
  });
});
