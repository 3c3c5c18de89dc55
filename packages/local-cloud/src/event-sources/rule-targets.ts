import { AwsError } from '../aws/api.ts';
import { UndeliverableError, type Deliver } from '../eventbridge/dispatcher.ts';
import { functionNameOf, type FunctionRuntime } from '../functions/runtime.ts';
import type { InProcessClient } from '../in-process-client.ts';

export interface RuleTargets {
  readonly sendToQueue: (queueArn: string, body: string, traceHeader?: string) => void;
  readonly runtime: FunctionRuntime;
  readonly enqueueInvocation: (functionName: string, payload: unknown) => void;
  readonly states: InProcessClient;
  /** Whether a queue's policy lets this rule deliver to it. */
  readonly mayDeliver: (ruleArn: string, queueArn: string) => boolean;
}

/** How EventBridge reaches the targets of its rules. Each accepts durably, so that a delivery is done once it returns. */
export function ruleTargets(parts: RuleTargets): Deliver {
  const { sendToQueue, runtime, enqueueInvocation, states, mayDeliver } = parts;
  const deliverers: Readonly<Record<string, Deliver>> = {
    sqs: async (targetArn, payload, { traceHeader }) => sendToQueue(targetArn, payload, traceHeader),
    lambda: async (targetArn, payload) => {
      const name = functionNameOf(targetArn);
      if (!runtime.has(name)) throw new UndeliverableError(`Function not found: ${targetArn}`);
      enqueueInvocation(name, JSON.parse(payload));
    },
    states: async (stateMachineArn, input, { traceHeader }) =>
      states.run('StartExecution', { stateMachineArn, input, traceHeader }),
  };
  return async (targetArn, payload, context) => {
    const deliver = deliverers[targetArn.split(':')[2] ?? ''];
    if (deliver === undefined) throw new UndeliverableError(`No rule can have the target ${targetArn} here.`);
    if (!mayDeliver(context.ruleArn, targetArn)) {
      throw new UndeliverableError(`The policy of ${targetArn} does not allow ${context.ruleArn}.`, 'NO_PERMISSIONS');
    }
    try {
      await deliver(targetArn, payload, context);
    } catch (error) {
      if (error instanceof AwsError && error.status < 500)
        throw new UndeliverableError(error.message, 'NO_RESOURCE', { cause: error });
      throw error;
    }
  };
}
