import type { Clock } from '@tradewind/kernel';
import { ExecutionSpans } from '../console/execution-spans.ts';
import type { SpanCollector } from '../console/span-collector.ts';
import type { Store } from '../store.ts';
import { parseDefinition } from './definition.ts';
import { runExecution, type ExecutionEvent, type Outcome, type Run } from './engine.ts';
import type { ExecutionTable, StoredExecution } from './execution-table.ts';
import { toHistoryEvent } from './history.ts';
import type { InvokeFunction, InvokeTask } from './lambda-task.ts';
import { toMachineArn } from './machine-table.ts';

export interface ExecutionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly table: ExecutionTable;
  readonly invoke: InvokeFunction;
  readonly spans?: SpanCollector | undefined;
}

export interface RunInput {
  readonly arn: string;
  readonly machine: string;
  readonly name: string;
  readonly definition: string;
  /** JSON text. */
  readonly input: string;
  /** The trace that it was started in. */
  readonly traceHeader?: string | undefined;
}

/** The executions under way, and what the table says of those that are Standard. */
export class Executions {
  readonly #options: ExecutionsOptions;
  readonly #runs = new Map<string, { run: Run; settled: Promise<void> }>();
  #closing = false;

  constructor(options: ExecutionsOptions) {
    this.#options = options;
  }

  /** Runs an execution of which nothing is kept, and answers its outcome. */
  async runExpress(execution: RunInput, limitSeconds: number): Promise<Outcome> {
    const definition = await parseDefinition(execution.definition);
    const spans = this.#spansOf(execution);
    const run = runExecution({
      definition,
      input: JSON.parse(execution.input),
      context: this.#context(execution),
      invokeFrom: (state) => this.#invokeFrom(execution, spans?.headerOf(state)),
      ...(spans !== undefined && { onEvent: (event) => spans.record(event) }),
      timeoutSeconds: Math.min(definition.timeoutSeconds ?? limitSeconds, limitSeconds),
    });
    this.#runs.set(execution.arn, { run, settled: run.outcome.then(() => undefined) });
    const outcome = await run.outcome;
    this.#runs.delete(execution.arn);
    spans?.end(outcome);
    return outcome;
  }

  /** Writes a Standard execution and begins to run it. */
  async startStandard(execution: RunInput): Promise<void> {
    const { table, clock, store } = this.#options;
    const now = clock.now().getTime();
    store.transaction(() => {
      table.insert(execution, now);
      table.append(execution.arn, {
        type: 'ExecutionStarted',
        at: now,
        details: { executionStartedEventDetails: { input: execution.input } },
      });
    });
    await this.#runStandard(execution, now);
  }

  /** Goes on with every Standard execution that an earlier process left running, at the state it had entered last. */
  async resumeStandard(): Promise<void> {
    for (const execution of this.#options.table.running()) {
      if (!this.#runs.has(execution.arn))
        await this.#runStandard(execution, execution.started_at, resumePoint(execution));
    }
  }

  /** Ends a Standard execution as ABORTED. */
  stop(arn: string, error: string | null, cause: string | null): void {
    this.#end(arn, { status: 'ABORTED' }, { error, cause });
    this.#runs.get(arn)?.run.stop();
  }

  /** Stops all runs without a word in the table: Standard executions go on when the cloud starts again. */
  async close(): Promise<void> {
    this.#closing = true;
    const runs = [...this.#runs.values()];
    for (const { run } of runs) run.stop();
    await Promise.allSettled(runs.map(({ settled }) => settled));
  }

  async #runStandard(execution: RunInput, startedAt: number, resumeAt?: { state: string; input: unknown }) {
    const definition = await parseDefinition(execution.definition);
    const elapsed = (this.#options.clock.now().getTime() - startedAt) / 1000;
    const left = definition.timeoutSeconds === undefined ? undefined : definition.timeoutSeconds - elapsed;
    if (left !== undefined && left <= 0) {
      this.#end(execution.arn, { status: 'TIMED_OUT', error: 'States.Timeout', cause: '' });
      return;
    }
    const spans = this.#spansOf(execution);
    const topLevelStates = Object.keys(definition.machine.States);
    const run = runExecution({
      definition,
      input: JSON.parse(execution.input),
      context: this.#context(execution),
      invokeFrom: (state) => this.#invokeFrom(execution, spans?.headerOf(state)),
      timeoutSeconds: left,
      ...(resumeAt !== undefined && { resumeAt }),
      onEvent: (event) => {
        spans?.record(event);
        this.#record(execution.arn, event, topLevelStates);
      },
    });
    this.#runs.set(execution.arn, { run, settled: this.#finish(execution.arn, run, spans) });
  }

  async #finish(arn: string, run: Run, spans: ExecutionSpans | undefined): Promise<void> {
    const outcome = await run.outcome;
    spans?.end(outcome);
    this.#runs.delete(arn);
    if (!this.#closing) this.#end(arn, outcome);
  }

  #record(arn: string, event: ExecutionEvent, topLevelStates: readonly string[]): void {
    const { store, table } = this.#options;
    const recorded = toHistoryEvent(event);
    if (recorded === undefined || this.#closing || table.find(arn)?.status !== 'RUNNING') return;
    store.transaction(() => {
      table.append(arn, recorded);
      if (event.type === 'StateEntered' && topLevelStates.includes(event.state.name)) {
        table.enter(arn, event.state.name, event.state.input);
      }
    });
  }

  #end(arn: string, outcome: Outcome, stopped: { error: string | null; cause: string | null } = noReason): void {
    const { store, table, clock } = this.#options;
    if (table.find(arn)?.status !== 'RUNNING') return;
    const now = clock.now().getTime();
    const output = outcome.status === 'SUCCEEDED' ? JSON.stringify(outcome.output ?? null) : null;
    const { error, cause } = 'error' in outcome ? outcome : stopped;
    store.transaction(() => {
      table.end(arn, { status: outcome.status, output, error, cause }, now);
      table.append(arn, { at: now, ...ENDINGS[outcome.status](output, error, cause) });
    });
  }

  #invokeFrom({ machine }: RunInput, traceHeader: string | undefined): InvokeTask {
    return (functionName, payload) =>
      this.#options.invoke(functionName, payload, { machineName: machine, traceHeader });
  }

  #spansOf(execution: RunInput): ExecutionSpans | undefined {
    const { spans } = this.#options;
    return spans === undefined ? undefined : new ExecutionSpans(spans, execution, execution.traceHeader);
  }

  #context({ arn, name, machine, input }: RunInput) {
    return {
      Execution: { Id: arn, Name: name, Input: JSON.parse(input) },
      StateMachine: { Id: toMachineArn(machine), Name: machine },
    };
  }
}

const noReason = { error: null, cause: null };

type EndingEvent = (
  output: string | null,
  error: string | null,
  cause: string | null,
) => {
  type: string;
  details: object;
};

const ENDINGS: Readonly<Record<Outcome['status'], EndingEvent>> = {
  SUCCEEDED: (output) => ({
    type: 'ExecutionSucceeded',
    details: { executionSucceededEventDetails: { output } },
  }),
  FAILED: (_, error, cause) => ({
    type: 'ExecutionFailed',
    details: { executionFailedEventDetails: { error, cause } },
  }),
  TIMED_OUT: (_, error, cause) => ({
    type: 'ExecutionTimedOut',
    details: { executionTimedOutEventDetails: { error, cause } },
  }),
  ABORTED: (_, error, cause) => ({
    type: 'ExecutionAborted',
    details: { executionAbortedEventDetails: { error: error ?? undefined, cause: cause ?? undefined } },
  }),
};

function resumePoint(execution: StoredExecution): { state: string; input: unknown } | undefined {
  return execution.current_state === null
    ? undefined
    : { state: execution.current_state, input: JSON.parse(execution.current_input ?? 'null') };
}
