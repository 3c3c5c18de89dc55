import { setTimeout as delay } from 'node:timers/promises';
import { jsonError, type AwsApi, type AwsCall } from '../aws/api.ts';
import { functionNameOf, type FunctionRuntime, type InvocationResult } from '../functions/runtime.ts';
import { NO_FAULTS, type FaultPlan, type FunctionFault } from './fault-plan.ts';
import { seededRandom, type Random } from './seeded-random.ts';
import { writeFailure } from './write-faults.ts';

const DYNAMODB = { contentType: 'application/x-amz-json-1.0', namespace: 'com.amazonaws.dynamodb.v20120810#' };

/** What Lambda answers for a sandbox that is gone. */
function crashed({ requestId }: { readonly requestId: string }): InvocationResult {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited without providing a reason`;
  return {
    requestId,
    payload: { errorType: 'Runtime.ExitError', errorMessage },
    functionError: 'Unhandled',
    cause: 'crash',
  };
}

/** Puts the faults of a plan between callers and what they call. Without a plan it changes nothing. */
export class FaultInjector {
  #plan: FaultPlan = NO_FAULTS;
  #random: Random = seededRandom(NO_FAULTS.seed);

  get plan(): FaultPlan {
    return this.#plan;
  }

  /** From now on; the sequence of chances starts anew from the plan's seed. */
  follow(plan: FaultPlan): void {
    this.#plan = plan;
    this.#random = seededRandom(plan.seed);
  }

  /** DynamoDB as its callers see it. */
  dynamodb(api: AwsApi): AwsApi {
    return {
      ...api,
      signingNames: api.signingNames,
      handle: async (call: AwsCall) => {
        const failure = writeFailure(this.#plan.writes, call, this.#random);
        return failure === undefined ? api.handle(call) : jsonError(failure, DYNAMODB);
      },
    };
  }

  /** The functions as their callers see them, whoever calls: gateway, saga, queue, stream or schedule. */
  functions(runtime: FunctionRuntime): FunctionRuntime {
    return {
      has: (name) => runtime.has(name),
      invoke: async (name, payload, options) => {
        const fault = this.#functionFault(functionNameOf(name));
        if (fault?.kind === 'dead') return crashed({ requestId: options?.requestId ?? 'unknown' });
        const result = await runtime.invoke(name, payload, options);
        if (fault?.kind === 'slow') await delay(fault.delayMs);
        return fault?.kind === 'lost-answer' ? crashed(result) : result;
      },
    };
  }

  #functionFault(name: string): FunctionFault | undefined {
    return this.#plan.functions.find((fault) => fault.function === name && this.#random() * 100 < fault.percent);
  }
}
