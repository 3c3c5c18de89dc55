import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { AwsError } from '../aws/api.ts';

/** Lambda ends every invocation after 15 minutes; a task without a timeout of its own waits a little longer. */
const DEFAULT_TASK_TIMEOUT_SECONDS = 1000;

const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
const FUNCTION_ARN = /^arn:aws:lambda:[^:]*:[^:]*:function:/;

/** Fields that the interpreter would silently ignore; a definition that needs them is refused when it is created. */
const UNSUPPORTED_FIELDS: readonly string[] = [
  'Assign',
  'Arguments',
  'Output',
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
];

export interface TaskState {
  readonly name: string;
  readonly resource: string;
}

export interface Definition {
  /** As the interpreter takes it: its differences from Step Functions are evened out. */
  readonly machine: StateMachineDefinition;
  /** The tasks at every depth. Names are unique in a machine. */
  readonly tasks: readonly TaskState[];
  readonly timeoutSeconds: number | undefined;
}

/** Checking a definition takes tens of milliseconds, and every execution runs one that was checked before. */
const MAX_REMEMBERED = 100;
const remembered = new Map<string, Definition>();

/** Reads a definition. Throws InvalidDefinition, saying what is wrong or not supported here. */
export async function parseDefinition(text: string): Promise<Definition> {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const definition = await readDefinition(text);
  if (remembered.size === MAX_REMEMBERED) remembered.clear();
  remembered.set(text, definition);
  return definition;
}

async function readDefinition(text: string): Promise<Definition> {
  const definition = parseJson(text);
  await validate(definition);
  const states = [...statesOf(definition)];
  refuseUnsupported(text, states);
  const tasks = states.filter(([, state]) => state['Type'] === 'Task');
  for (const [, state] of states) normalise(state);
  if (!isMachine(definition)) throw invalid('StartAt and States are required');
  return {
    machine: definition,
    tasks: tasks.map(([name, state]) => ({ name, resource: String(state['Resource']) })),
    timeoutSeconds: definition.TimeoutSeconds,
  };
}

type State = Record<string, unknown>;

async function validate(definition: unknown): Promise<void> {
  const { default: aslValidator } = await import('asl-validator');
  const result = aslValidator(structuredClone(definition));
  if (!result.isValid) throw invalid(result.errorsText('; '));
}

/** Every state with its name, those of branches and item processors included. */
function* statesOf(machine: unknown): Generator<[string, State]> {
  if (!isRecord(machine) || !isRecord(machine['States'])) return;
  for (const [name, state] of Object.entries(machine['States'])) {
    if (!isRecord(state)) continue;
    yield [name, state];
    const branches: unknown = state['Branches'];
    if (Array.isArray(branches)) for (const branch of branches) yield* statesOf(branch);
    yield* statesOf(state['Iterator']);
    yield* statesOf(state['ItemProcessor']);
  }
}

function refuseUnsupported(text: string, states: readonly [string, State][]): void {
  const contextField = /\$\$\.(?:State|Task)\b/.exec(text)?.[0];
  if (contextField !== undefined) throw unsupported(contextField);
  if (/"QueryLanguage"\s*:\s*"JSONata"/.test(text)) throw unsupported('JSONata');
  if (/"Mode"\s*:\s*"DISTRIBUTED"/.test(text)) throw unsupported('a distributed Map');
  for (const [name, state] of states) {
    const field = UNSUPPORTED_FIELDS.find((candidate) => candidate in state);
    if (field !== undefined) throw unsupported(`${field} in the state '${name}'`);
    const resource = String(state['Resource']);
    if (state['Type'] === 'Task' && resource !== LAMBDA_INVOKE && !FUNCTION_ARN.test(resource)) {
      throw unsupported(`the resource ${resource} in the state '${name}'`);
    }
  }
}

/** The interpreter's default task timeout is a minute, and it takes the ResultPath `$` for a field of that name. */
function normalise(state: State): void {
  if (state['Type'] === 'Task' && state['TimeoutSeconds'] === undefined && state['TimeoutSecondsPath'] === undefined) {
    state['TimeoutSeconds'] = DEFAULT_TASK_TIMEOUT_SECONDS;
  }
  const catchers: unknown = state['Catch'];
  for (const owner of [state, ...(Array.isArray(catchers) ? catchers : [])]) {
    if (isRecord(owner) && owner['ResultPath'] === '$') delete owner['ResultPath'];
  }
}

function isMachine(definition: unknown): definition is StateMachineDefinition {
  return isRecord(definition) && typeof definition['StartAt'] === 'string' && isRecord(definition['States']);
}

function isRecord(value: unknown): value is State {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw invalid('INVALID_JSON_DESCRIPTION: the definition is not valid JSON');
  }
}

function unsupported(what: string): AwsError {
  return invalid(`the Tradewind local cloud does not support ${what}`);
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${reason}'`);
}
