import type { RunOptions, StateMachine, StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod/mini';
import type { Definition } from './definition.ts';
import { runTask, type InvokeTask } from './lambda-task.ts';

export type ExecutionEvent =
  ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event> ? Event : never;

export type Outcome =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED' | 'TIMED_OUT'; readonly error: string; readonly cause: string }
  | { readonly status: 'ABORTED' };

export interface RunRequest {
  readonly definition: Definition;
  readonly input: unknown;
  /** The context object's `$$.Execution` (Id, Name) and `$$.StateMachine`. */
  readonly context: NonNullable<RunOptions['context']>;
  /** How the task of this state reaches its function. */
  readonly invokeFrom: (state: string) => InvokeTask;
  readonly timeoutSeconds: number | undefined;
  /** Goes on at this state instead of the first, after the process died. */
  readonly resumeAt?: { readonly state: string; readonly input: unknown };
  readonly onEvent?: (event: ExecutionEvent) => void;
}

export interface Run {
  /** Never rejects. */
  readonly outcome: Promise<Outcome>;
  stop(): void;
}

const Json = z.json();
const RESUME = 'Tradewind resumes here';
const MAX_TIMER_SECONDS = 2_000_000;

/** Runs one execution on aws-local-stepfunctions. It is imported at the first run, since it brings an SDK with it. */
export function runExecution(request: RunRequest): Run {
  const ended = new AbortController();
  const started = begin(request, ended.signal);
  return {
    outcome: outcomeOf(started, ended),
    stop: () =>
      void started.then(
        ({ execution }) => execution.abort(),
        () => undefined,
      ),
  };
}

async function outcomeOf(started: ReturnType<typeof begin>, ended: AbortController): Promise<Outcome> {
  try {
    const { execution, events } = await started;
    const outcome = await settle(execution.result);
    ended.abort();
    await events;
    return outcome;
  } catch (error) {
    return failure(error);
  }
}

async function begin(request: RunRequest, ended: AbortSignal) {
  const { StateMachine: Interpreter } = await import('aws-local-stepfunctions');
  const machine = new Interpreter(machineOf(request), { validationOptions: { noValidate: true } });
  const handlers = Object.fromEntries(
    request.definition.tasks.map(({ name, resource }) => [
      name,
      async (input: unknown) => {
        // The interpreter wakes a retry that waits when it is aborted, and would call the task once more.
        ended.throwIfAborted();
        return z.parse(Json, await Promise.race([runTask(resource, input, request.invokeFrom(name)), rejectAt(ended)]));
      },
    ]),
  );
  const execution = machine.run(z.parse(Json, request.input), {
    overrides: { taskResourceLocalHandlers: handlers },
    context: request.context,
  });
  return { execution, events: forward(execution.eventLogs, request.onEvent) };
}

/** A resumed machine begins with a Pass state that brings back the input of the state it goes on at. */
function machineOf({ definition, timeoutSeconds, resumeAt }: RunRequest): StateMachineDefinition {
  const { TimeoutSeconds: _, ...machine } = definition.machine;
  const limited =
    timeoutSeconds === undefined
      ? machine
      : { ...machine, TimeoutSeconds: Math.min(timeoutSeconds, MAX_TIMER_SECONDS) };
  if (resumeAt === undefined) return limited;
  return {
    ...limited,
    StartAt: RESUME,
    States: {
      ...limited.States,
      [RESUME]: {
        Type: 'Pass',
        Result: { input: z.parse(Json, resumeAt.input) },
        OutputPath: '$.input',
        Next: resumeAt.state,
      },
    },
  };
}

/** Lets go of a task when its execution has ended, and with it of the timer that the interpreter keeps for it. */
function rejectAt(ended: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    ended.addEventListener('abort', () => reject(ended.reason), { once: true });
  });
}

async function forward(events: AsyncGenerator<ExecutionEvent>, listener: RunRequest['onEvent']): Promise<void> {
  if (listener === undefined) return;
  for await (const event of events) {
    if (!('state' in event) || event.state.name !== RESUME) listener(event);
  }
}

async function settle(result: Promise<unknown>): Promise<Outcome> {
  const { ExecutionAbortedError, ExecutionTimeoutError } = await import('aws-local-stepfunctions');
  try {
    return { status: 'SUCCEEDED', output: await result };
  } catch (error) {
    if (error instanceof ExecutionAbortedError) return { status: 'ABORTED' };
    if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT', error: 'States.Timeout', cause: '' };
    return failure(error);
  }
}

function failure(error: unknown): Outcome {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return reason instanceof Error
    ? { status: 'FAILED', error: reason.name, cause: reason.message }
    : { status: 'FAILED', error: 'States.Runtime', cause: String(reason) };
}
