import { AwsError } from '../aws/api.ts';
import { UndeliverableError, type Deliver } from '../eventbridge/dispatcher.ts';
import { functionNameOf, type FunctionRuntime } from '../functions/runtime.ts';
import type { InProcessClient } from '../in-process-client.ts';

export interface RuleTargets {
  readonly sendToQueue: (queueArn: string, body: string, traceHeader?: string) => void;
  readonly runtime: FunctionRuntime;
  readonly enqueueInvocation: (functionName: string, payload: unknown) => void;
  readonly states: InProcessClient;
}

/** How EventBridge reaches the targets of its rules. Each accepts durably, so that a delivery is done once it returns. */
export function ruleTargets({ sendToQueue, runtime, enqueueInvocation, states }: RuleTargets): Deliver {
  const deliverers: Readonly<Record<string, Deliver>> = {
    sqs: async (targetArn, payload, { traceHeader }) => sendToQueue(targetArn, payload, traceHeader),
    lambda: async (targetArn, payload) => {
      const name = functionNameOf(targetArn);
      if (!runtime.has(name)) throw new UndeliverableError(`Function not found: ${targetArn}`);
      enqueueInvocation(name, JSON.parse(payload));
    },
    states: async (stateMachineArn, input) => states.run('StartExecution', { stateMachineArn, input }),
  };
  return async (targetArn, payload, context) => {
    const deliver = deliverers[targetArn.split(':')[2] ?? ''];
    if (deliver === undefined) throw new UndeliverableError(`No rule can have the target ${targetArn} here.`);
    try {
      await deliver(targetArn, payload, context);
    } catch (error) {
      if (error instanceof AwsError && error.status < 500)
        throw new UndeliverableError(error.message, { cause: error });
      throw error;
    }
  };
}
