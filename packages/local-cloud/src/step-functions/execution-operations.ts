import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { arn } from '../aws/account.ts';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { traceHeaderOf } from '../console/trace-aws-call.ts';
import type { Outcome } from './engine.ts';
import type { ExecutionTable, StoredExecution } from './execution-table.ts';
import type { Executions, RunInput } from './executions.ts';
import { historyView } from './history.ts';
import { toMachineArn, type Machine, type MachineTable } from './machine-table.ts';

/** An Express execution never runs longer. */
const EXPRESS_LIMIT_SECONDS = 300;
const MAX_INPUT_BYTES = 262_144;
const BILLED_STEP_MS = 100;

const Start = z.object({
  stateMachineArn: z.string(),
  name: z.optional(z.string().check(z.regex(/^[\w-]{1,80}$/))),
  input: z._default(z.string(), '{}'),
  traceHeader: z.optional(z.string()),
});
type Start = z.output<typeof Start>;
const ByArn = z.object({ executionArn: z.string() });

export interface ExecutionOperationsOptions {
  readonly clock: Clock;
  readonly machines: MachineTable;
  readonly table: ExecutionTable;
  readonly executions: Executions;
}

/** The operations on executions. */
export function executionOperations(options: ExecutionOperationsOptions): Record<string, Operation> {
  const { clock, machines, table, executions } = options;
  return {
    StartExecution: operation(Start, async (input, call) => {
      const machine = machines.get(input.stateMachineArn);
      checkInput(input.input);
      if (machine.type === 'EXPRESS') {
        const execution = expressExecution(machine, input, traceHeaderOf(call));
        void executions.runExpress(execution, EXPRESS_LIMIT_SECONDS);
        return { executionArn: execution.arn, startDate: clock.now().getTime() / 1000 };
      }
      const execution = standardExecution(machine, input, traceHeaderOf(call));
      if (!isRepeated(table.find(execution.arn), input.input)) await executions.startStandard(execution);
      const startedAt = table.find(execution.arn)?.started_at ?? clock.now().getTime();
      return { executionArn: execution.arn, startDate: startedAt / 1000 };
    }),
    StartSyncExecution: operation(Start, async (input, call) => {
      const machine = machines.get(input.stateMachineArn);
      if (machine.type !== 'EXPRESS') throw typeNotSupported();
      checkInput(input.input);
      const execution = expressExecution(machine, input, traceHeaderOf(call));
      const startedAt = clock.now().getTime();
      const outcome = await executions.runExpress(execution, EXPRESS_LIMIT_SECONDS);
      return syncAnswer(execution, outcome, { startedAt, stoppedAt: clock.now().getTime() });
    }),
    DescribeExecution: operation(ByArn, ({ executionArn }) => {
      const execution = get(table, executionArn);
      return {
        ...summary(execution),
        input: execution.input,
        inputDetails: { included: true },
        output: execution.output ?? undefined,
        outputDetails: execution.output === null ? undefined : { included: true },
        error: execution.error ?? undefined,
        cause: execution.cause ?? undefined,
      };
    }),
    StopExecution: operation(
      z.extend(ByArn, { error: z.optional(z.string()), cause: z.optional(z.string()) }),
      ({ executionArn, error, cause }) => {
        executions.stop(get(table, executionArn).arn, error ?? null, cause ?? null);
        return { stopDate: (get(table, executionArn).stopped_at ?? 0) / 1000 };
      },
    ),
    ListExecutions: operation(
      z.object({
        stateMachineArn: z.string(),
        statusFilter: z.optional(z.string()),
        maxResults: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 100),
      }),
      ({ stateMachineArn, statusFilter, maxResults }) => {
        const machine = machines.get(stateMachineArn);
        if (machine.type !== 'STANDARD') throw typeNotSupported();
        const found = table
          .ofMachine(machine.name)
          .filter((execution) => statusFilter === undefined || execution.status === statusFilter);
        return { executions: found.slice(0, maxResults === 0 ? 100 : maxResults).map(summary) };
      },
    ),
    GetExecutionHistory: operation(
      z.extend(ByArn, {
        maxResults: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 1000),
        reverseOrder: z._default(z.boolean(), false),
      }),
      ({ executionArn, maxResults, reverseOrder }) => {
        const events = table.history(get(table, executionArn).arn).map(historyView);
        const ordered = reverseOrder ? events.toReversed() : events;
        return { events: ordered.slice(0, maxResults === 0 ? 100 : maxResults) };
      },
    ),
  };
}

function standardExecution(machine: Machine, input: Start, callHeader: string | undefined): RunInput {
  const name = input.name ?? randomUUID();
  return {
    arn: arn('states', `execution:${machine.name}:${name}`),
    machine: machine.name,
    name,
    definition: machine.definition,
    input: input.input,
    traceHeader: input.traceHeader ?? callHeader,
  };
}

function expressExecution(machine: Machine, input: Start, callHeader: string | undefined): RunInput {
  const execution = standardExecution(machine, input, callHeader);
  return { ...execution, arn: arn('states', `express:${machine.name}:${execution.name}:${randomUUID()}`) };
}

/** The same name with the same input while it runs is the same execution; anything else under that name is refused. */
function isRepeated(existing: StoredExecution | undefined, input: string): boolean {
  if (existing === undefined) return false;
  if (existing.status === 'RUNNING' && existing.input === input) return true;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
}

function syncAnswer(execution: RunInput, outcome: Outcome, times: { startedAt: number; stoppedAt: number }): object {
  const { status } = outcome;
  const duration = times.stoppedAt - times.startedAt;
  const succeeded = status === 'SUCCEEDED';
  return {
    executionArn: execution.arn,
    stateMachineArn: toMachineArn(execution.machine),
    name: execution.name,
    startDate: times.startedAt / 1000,
    stopDate: times.stoppedAt / 1000,
    status: status === 'ABORTED' ? 'FAILED' : status,
    input: execution.input,
    inputDetails: { included: true },
    output: succeeded ? JSON.stringify(outcome.output ?? null) : undefined,
    outputDetails: succeeded ? { included: true } : undefined,
    error: 'error' in outcome ? outcome.error : undefined,
    cause: 'cause' in outcome ? outcome.cause : undefined,
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.max(1, Math.ceil(duration / BILLED_STEP_MS)) * BILLED_STEP_MS,
    },
  };
}

function summary(execution: StoredExecution): object {
  return {
    executionArn: execution.arn,
    stateMachineArn: toMachineArn(execution.machine),
    name: execution.name,
    status: execution.status,
    startDate: execution.started_at / 1000,
    stopDate: execution.stopped_at === null ? undefined : execution.stopped_at / 1000,
  };
}

function get(table: ExecutionTable, executionArn: string): StoredExecution {
  if (!/^arn:aws:states:[^:]+:\d+:(?:execution|express):/.test(executionArn)) {
    throw new AwsError('InvalidArn', `Invalid Arn: '${executionArn}'`);
  }
  if (executionArn.includes(':express:')) throw typeNotSupported();
  const execution = table.find(executionArn);
  if (execution === undefined) {
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }
  return execution;
}

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > MAX_INPUT_BYTES) {
    throw new AwsError('InvalidExecutionInput', `The input is larger than ${MAX_INPUT_BYTES} bytes.`);
  }
  try {
    JSON.parse(input);
  } catch {
    throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input: it is not valid JSON.');
  }
}

function typeNotSupported(): AwsError {
  return new AwsError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine.');
}
