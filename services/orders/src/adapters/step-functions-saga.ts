import { SFNClient, StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import type { CheckoutSaga, SagaInput } from '../domain/ports.ts';

export interface StepFunctionsSagaOptions {
  readonly stateMachineArn: string;
  /** StartSyncExecution goes to a host of its own (`sync-states.…`), which a custom endpoint does not have. */
  readonly disableHostPrefix: boolean;
}

const PATIENCE_MS = 20_000;

let sharedClient: SFNClient | undefined;

/** The saga as an Express state machine: see `resources/checkout-state-machine.yml`. */
export function stepFunctionsSaga({ stateMachineArn, disableHostPrefix }: StepFunctionsSagaOptions): CheckoutSaga {
  function client(): SFNClient {
    // One attempt: a second one would start a second execution, and both would outlast the caller's patience.
    sharedClient ??= new SFNClient({ disableHostPrefix, maxAttempts: 1 });
    return sharedClient;
  }

  return {
    async run(input: SagaInput) {
      const command = new StartSyncExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
      const execution = await client().send(command, { abortSignal: AbortSignal.timeout(PATIENCE_MS) });
      if (execution.status !== 'SUCCEEDED') {
        throw new Error(`The saga of ${input.orderId} ended as ${execution.status}: ${execution.error ?? 'no error'}.`);
      }
    },
    async start(input: SagaInput) {
      await client().send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
    },
  };
}
