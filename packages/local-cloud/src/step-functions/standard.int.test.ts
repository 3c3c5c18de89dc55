import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { startKillableApis } from '../aws/killable-apis.test-support.ts';
import { temporaryDirectory, until } from '../aws/running-apis.test-support.ts';
import { machineClient, startMachines, task } from './step-functions.test-support.ts';

let machines: Awaited<ReturnType<typeof startMachines>>;

beforeAll(async () => {
  machines = await startMachines({ echo: (payload) => payload, slow: () => new Promise(() => undefined) });
});
afterAll(() => machines.close());

const echo = { StartAt: 'Echo', States: { Echo: task('echo', { End: true }) } };
const slow = { StartAt: 'First', States: { First: { Type: 'Pass', Next: 'Slow' }, Slow: task('slow', { End: true }) } };

describe('a Standard execution', () => {
  it('is described with its result and its history', async () => {
    const arn = await machines.create('standard', echo, 'STANDARD');
    const executionArn = await machines.start(arn, { n: 1 }, 'once');
    expect(await machines.ended(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"n":1}',
      output: '{"n":1}',
    });
    const { events = [] } = await machines.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 1, 'TaskStateEntered'],
      [3, 2, 'TaskStateExited'],
      [4, 3, 'ExecutionSucceeded'],
    ]);
    expect(events[1]?.stateEnteredEventDetails).toEqual({ name: 'Echo', input: '{"n":1}' });
    const { executions } = await machines.client.send(
      new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'SUCCEEDED' }),
    );
    expect(executions?.map(({ name }) => name)).toEqual(['once']);
    const again = new StartExecutionCommand({ stateMachineArn: arn, name: 'once', input: '{"n":2}' });
    await expect(machines.client.send(again)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('is the same one when started again under its name while it runs, and stops when told', async () => {
    const arn = await machines.create('stopped', slow, 'STANDARD');
    const executionArn = await machines.start(arn, {}, 'one');
    expect(await machines.start(arn, {}, 'one')).toBe(executionArn);
    await machines.client.send(new StopExecutionCommand({ executionArn, error: 'by-hand', cause: 'enough' }));
    expect(await machines.ended(executionArn)).toMatchObject({ status: 'ABORTED', error: 'by-hand', cause: 'enough' });
    const { events } = await machines.client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
    expect(events?.[0]).toMatchObject({ type: 'ExecutionAborted' });
  });

  it('keeps the definition that it was started with', async () => {
    const stateMachineArn = await machines.create('updated', echo, 'STANDARD');
    const definition = JSON.stringify({
      StartAt: 'Done',
      States: { Done: { Type: 'Pass', Result: 'new', End: true } },
    });
    await machines.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    expect(await machines.ended(await machines.start(stateMachineArn))).toMatchObject({ output: '"new"' });
    const described = await machines.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({ status: 'ACTIVE', type: 'STANDARD', definition });
    const { stateMachines = [] } = await machines.client.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map(({ name }) => name)).toContain('updated');
  });

  it('cannot be run synchronously', async () => {
    const arn = await machines.create('not-sync', echo, 'STANDARD');
    await expect(machines.sync(arn)).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
  });
});

describe('a state machine', () => {
  it('is created once and the same again', async () => {
    const arn = await machines.create('again', echo);
    expect(await machines.create('again', echo)).toBe(arn);
    await expect(machines.create('again', slow)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  it('is refused with a bad name or definition', async () => {
    await expect(machines.create('a b', echo)).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(machines.create('bad', { StartAt: 'A', States: {} })).rejects.toMatchObject({
      name: 'InvalidDefinition',
    });
  });
});

describe('a Standard execution after kill -9', () => {
  it("goes on at the state that it had entered last, with that state's input", async () => {
    const { directory, remove } = await temporaryDirectory();
    const first = await startKillableApis(directory, 'slow-functions');
    const client = machineClient(first.endpoint);
    const definition = JSON.stringify({
      StartAt: 'First',
      States: {
        First: task('echo', { ResultPath: '$.first', Next: 'Slow' }),
        Slow: task('slow', { ResultPath: '$.slow', Next: 'Last' }),
        Last: { Type: 'Pass', Parameters: { 'all.$': '$', 'given.$': '$$.Execution.Input' }, End: true },
      },
    });
    const input = {
      name: 'resumed',
      type: 'STANDARD',
      definition,
      roleArn: 'arn:aws:iam::000000000000:role/x',
    } as const;
    const { stateMachineArn } = await client.send(new CreateStateMachineCommand(input));
    const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"n":1}' }));
    await until(async () => {
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
      return events.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'Slow');
    });
    await first.kill();
    client.destroy();

    const second = await startMachines({ slow: () => 'done' }, { directory });
    const { status, output = '' } = await second.ended(executionArn);
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output)).toEqual({ all: { n: 1, first: { n: 1 }, slow: 'done' }, given: { n: 1 } });
    expect(second.calls).toEqual(new Map([['slow', [{ n: 1, first: { n: 1 } }]]]));
    await second.close();
    await remove();
  });
});
