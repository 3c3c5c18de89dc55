import type { ExecutionEvent } from './engine.ts';
import type { HistoryEvent } from './execution-table.ts';

interface NewEvent {
  readonly type: string;
  readonly at: number;
  readonly details: object;
}

/** The interpreter's event in Step Functions' words; undefined for what its history does not tell. */
export function toHistoryEvent(event: ExecutionEvent): NewEvent | undefined {
  const at = event.timestamp;
  switch (event.type) {
    case 'StateEntered': {
      const { name, type, input } = event.state;
      const details = { name, input: JSON.stringify(input) };
      return { at, type: `${type}StateEntered`, details: { stateEnteredEventDetails: details } };
    }
    case 'StateExited': {
      const { name, type, output } = event.state;
      const details = { name, output: JSON.stringify(output ?? null) };
      return { at, type: `${type}StateExited`, details: { stateExitedEventDetails: details } };
    }
    case 'StateFailed': {
      if (event.state.type !== 'Task') return undefined;
      const details = { resourceType: 'lambda', resource: 'invoke', error: event.Error, cause: causeText(event.Cause) };
      return { at, type: 'TaskFailed', details: { taskFailedEventDetails: details } };
    }
    case 'MapIterationStarted':
    case 'MapIterationSucceeded':
    case 'MapIterationFailed': {
      const details = { name: event.parentState.name, index: event.index };
      const member = `${event.type.charAt(0).toLowerCase()}${event.type.slice(1)}EventDetails`;
      return { at, type: event.type, details: { [member]: details } };
    }
    case 'StateRetried':
    case 'StateCaught':
    case 'ParallelBranchStarted':
    case 'ParallelBranchSucceeded':
    case 'ParallelBranchFailed':
    case 'ExecutionStarted':
    case 'ExecutionSucceeded':
    case 'ExecutionFailed':
    case 'ExecutionAborted':
    case 'ExecutionTimeout':
      return undefined;
  }
}

/** An event as GetExecutionHistory answers it. */
export function historyView(event: HistoryEvent): object {
  return Object.assign(
    { id: event.id, previousEventId: event.id - 1, timestamp: event.at / 1000, type: event.type },
    event.details,
  );
}

function causeText(cause: unknown): string {
  return typeof cause === 'string' ? cause : JSON.stringify(cause ?? '');
}
