import type { Clock } from '@tradewind/kernel';
import { jsonApi, type JsonApi } from '../aws/api.ts';
import type { SpanCollector } from '../console/span-collector.ts';
import type { Store } from '../store.ts';
import { executionOperations } from './execution-operations.ts';
import { ExecutionTable } from './execution-table.ts';
import { Executions } from './executions.ts';
import type { InvokeFunction } from './lambda-task.ts';
import { machineOperations } from './machine-operations.ts';
import { MachineTable } from './machine-table.ts';

export interface StepFunctionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly invokeFunction: InvokeFunction;
  readonly spans?: SpanCollector | undefined;
}

export interface LocalStepFunctions {
  readonly api: JsonApi;
  /** Resumes the Standard executions of an earlier process; call it when the functions can be invoked. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Step Functions for JSONPath definitions whose tasks are Lambda functions. Express executions live in memory and die
 * with the process, as on AWS; Standard executions and their histories are kept and go on after a restart.
 */
export function openStepFunctions({ store, clock, invokeFunction, spans }: StepFunctionsOptions): LocalStepFunctions {
  const machines = new MachineTable(store);
  const table = new ExecutionTable(store);
  const executions = new Executions({ store, clock, table, invoke: invokeFunction, spans });
  return {
    api: jsonApi({
      signingName: 'states',
      protocol: '1.0',
      operations: {
        ...machineOperations(machines, clock),
        ...executionOperations({ clock, machines, table, executions }),
      },
    }),
    start: () => executions.resumeStandard(),
    close: () => executions.close(),
  };
}
