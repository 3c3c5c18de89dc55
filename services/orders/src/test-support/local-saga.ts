import { beginCompensation as beginCompensationContract } from '@tradewind/contracts/orders/begin-compensation';
import { confirmOrder as confirmOrderContract } from '@tradewind/contracts/orders/confirm-order';
import { recordClaim as recordClaimContract } from '@tradewind/contracts/orders/record-claim';
import { recordReservation as recordReservationContract } from '@tradewind/contracts/orders/record-reservation';
import { settleOrder as settleOrderContract } from '@tradewind/contracts/orders/settle-order';
import { isDomainError, type Clock } from '@tradewind/kernel';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod/mini';
import { inMemoryBuyerDirectory } from '../adapters/in-memory-buyer-directory.ts';
import { inMemoryOrders } from '../adapters/in-memory-orders.ts';
import type { CheckoutSaga, SagaInput } from '../domain/ports.ts';
import { beginCompensation } from '../use-cases/begin-compensation.ts';
import { confirmOrder } from '../use-cases/confirm-order.ts';
import { recordClaim } from '../use-cases/record-claim.ts';
import { recordReservation } from '../use-cases/record-reservation.ts';
import { settleOrder } from '../use-cases/settle-order.ts';
import { outsideServices } from './outside-services.ts';
import { functionOfState, sagaDefinition, type SagaDefinition } from './saga-definition.ts';

/** What may happen to one call: the execution dies around it, or the function fails in a way that may pass. */
export type Fault = 'none' | 'die-before' | 'die-after' | 'unavailable' | 'unavailable-after';

/** Neither retried nor caught: the execution is gone, as an Express execution can be. */
class ExecutionDied extends Error {
  readonly isRetryable = false;
  readonly isCatchable = false;
}

function unavailable(): Error {
  const error = new Error('The service is busy.');
  error.name = 'service.unavailable';
  return error;
}

/** Lambda's errorType is the code of a domain error. */
async function asLambda<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isDomainError(error)) error.name = error.code;
    throw error;
  }
}

const StepPayload = z.looseObject({ orderId: z.string() });

/** As JSON arrives: without what is undefined. */
function onTheWire(value: object) {
  return z.json().parse(JSON.parse(JSON.stringify(value)));
}

export interface LocalSagaOptions {
  readonly availableStock?: number;
  /** Consumed call by call; calls after the last fault go well. */
  readonly faults?: readonly Fault[];
  /** Waited for before and after every effect, so that a test can interleave executions. */
  readonly pause?: () => Promise<void>;
  readonly edit?: (definition: SagaDefinition) => SagaDefinition;
  /** Stands in for one function. */
  readonly intercept?: Readonly<Record<string, (call: () => Promise<object>) => Promise<object>>>;
}

function isDefinition(definition: object): definition is StateMachineDefinition {
  return 'StartAt' in definition && 'States' in definition;
}

/** The deployed definition running on in-memory orders and on models of the other services. */
export async function localSaga(options: LocalSagaOptions = {}) {
  const definition = options.edit?.(await sagaDefinition()) ?? (await sagaDefinition());
  const orders = inMemoryOrders();
  const outside = outsideServices(options.availableStock);
  const clock: Clock & { advance(seconds: number): void } = {
    now: () => new Date(time),
    advance: (seconds) => {
      time += seconds * 1000;
    },
  };
  let time = Date.parse('2026-08-04T09:30:00.000Z');
  const faults = [...(options.faults ?? [])];
  const calls: string[] = [];
  const deps = { orders, clock };

  const own: Readonly<Record<string, (payload: unknown) => Promise<object>>> = {
    'orders-record-claim': async (payload) => {
      const { orderId, cart } = recordClaimContract.request.parse(payload);
      const answer = await recordClaim(deps, orderId, cart);
      return recordClaimContract.response.parse(answer);
    },
    'orders-record-reservation': async (payload) => {
      const { orderId } = recordReservationContract.request.parse(payload);
      return recordReservationContract.response.parse(await recordReservation(deps, orderId));
    },
    'orders-confirm-order': async (payload) => {
      const { orderId, paymentId } = confirmOrderContract.request.parse(payload);
      return confirmOrder(deps, orderId, paymentId);
    },
    'orders-begin-compensation': async (payload) => {
      const { orderId, failureCode } = beginCompensationContract.request.parse(payload);
      return beginCompensationContract.response.parse(await beginCompensation(deps, orderId, failureCode));
    },
    'orders-settle-order': async (payload) => {
      const { orderId } = settleOrderContract.request.parse(payload);
      return settleOrder(deps, orderId);
    },
  };

  async function effect(name: string, payload: { orderId: string }): Promise<object> {
    const { trace: _trace, ...request } = { trace: undefined, ...payload };
    const ownFunction = own[name];
    if (ownFunction !== undefined) return asLambda(ownFunction(request));
    const outsideFunction = outside.functions[name];
    if (outsideFunction === undefined) throw new Error(`No function ${name}.`);
    return outsideFunction(payload);
  }

  async function invoke(name: string, payload: { orderId: string }): Promise<object> {
    calls.push(name);
    const fault = faults.shift() ?? 'none';
    await options.pause?.();
    if (fault === 'die-before') throw new ExecutionDied();
    if (fault === 'unavailable') throw unavailable();
    const call = () => effect(name, payload);
    const answer = await (options.intercept?.[name]?.(call) ?? call());
    await options.pause?.();
    if (fault === 'die-after') throw new ExecutionDied();
    if (fault === 'unavailable-after') throw unavailable();
    return answer;
  }

  const states = functionOfState(definition);
  const taskResourceLocalHandlers = Object.fromEntries(
    [...states].map(([state, name]) => [
      state,
      async (input: unknown) => onTheWire(await invoke(name, StepPayload.parse(input))),
    ]),
  );
  const retryIntervalOverrides = Object.fromEntries([...states.keys()].map((state) => [state, 0]));
  if (!isDefinition(definition)) throw new TypeError('Not a state machine.');
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const started: Promise<unknown>[] = [];

  async function run(input: SagaInput): Promise<void> {
    await machine.run(onTheWire(input), { overrides: { taskResourceLocalHandlers, retryIntervalOverrides } }).result;
  }

  const saga: CheckoutSaga = {
    run,
    start: async (input) => {
      started.push(Promise.allSettled([run(input)]));
    },
  };
  return {
    saga,
    orders,
    outside,
    clock,
    calls,
    directory: inMemoryBuyerDirectory(),
    /** Until everything that was started without waiting has ended. */
    ended: () => Promise.all(started),
  };
}
export type LocalSaga = Awaited<ReturnType<typeof localSaga>>;
