import { describe, expect, it } from '@jest/globals';
import { parseDefinition } from './definition.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:reserve';
const machine = (states: object, rest: object = {}) => JSON.stringify({ StartAt: 'A', States: states, ...rest });
const task = (fields: object = {}) => ({ Type: 'Task', Resource: FUNCTION, End: true, ...fields });

describe('a definition', () => {
  it('gives its tasks at every depth', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task() } });
    const definition = await parseDefinition(
      machine({
        A: { Type: 'Parallel', Branches: [branch('B'), branch('C')], Next: 'D' },
        D: { Type: 'Map', ItemProcessor: branch('E'), End: true },
      }),
    );
    expect(definition.tasks.map(({ name }) => name)).toEqual(['B', 'C', 'E']);
  });

  it('gets the differences of the interpreter evened out', async () => {
    const text = machine({ A: task({ ResultPath: '$' }) }, { TimeoutSeconds: 20 });
    const { machine: parsed, timeoutSeconds } = await parseDefinition(text);
    expect(parsed.States['A']).toMatchObject({ TimeoutSeconds: 1000 });
    expect(parsed.States['A']).not.toHaveProperty('ResultPath');
    expect(timeoutSeconds).toBe(20);
  });

  it.each([
    ['no JSON', '{', 'not valid JSON'],
    ['no states', '{"StartAt":"A"}', 'SCHEMA_VALIDATION_FAILED'],
    ['a transition to nowhere', machine({ A: { Type: 'Pass', Next: 'B' } }), 'MISSING_TRANSITION_TARGET'],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), 'A'],
    ['JSONata', machine({ A: { Type: 'Pass', End: true } }, { QueryLanguage: 'JSONata' }), 'JSONata'],
    ['a heartbeat', machine({ A: task({ HeartbeatSeconds: 3, TimeoutSeconds: 9 }) }), 'HeartbeatSeconds'],
    [
      'a service that is not built',
      machine({ A: task({ Resource: 'arn:aws:states:::sqs:sendMessage' }) }),
      'sqs:sendMessage',
    ],
    [
      'a task token',
      machine({ A: task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' }) }),
      'waitForTaskToken',
    ],
    [
      'the state of the context',
      machine({ A: { Type: 'Pass', Parameters: { 'at.$': '$$.State.EnteredTime' }, End: true } }),
      String.raw`$$.State`,
    ],
  ])('is refused with %s', async (_, text, reason) => {
    await expect(parseDefinition(text)).rejects.toMatchObject({
      code: 'InvalidDefinition',
      message: expect.stringContaining(reason),
    });
  });
});
