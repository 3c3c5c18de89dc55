import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { FunctionFailure, functionArn, startMachines, task } from './step-functions.test-support.ts';

const never = () => new Promise<never>(() => undefined);
let machines: Awaited<ReturnType<typeof startMachines>>;

beforeAll(async () => {
  machines = await startMachines({
    echo: (payload) => payload,
    reserve: () => ({ reservationId: 'rsv_1' }),
    declined: () => Promise.reject(new FunctionFailure('payments.declined', 'The card was declined.')),
    flaky: (_, attempt) =>
      attempt < 3 ? Promise.reject(new FunctionFailure('payments.provider-unavailable')) : { paymentId: 'pay_1' },
    slow: never,
    release: () => ({}),
  });
});
afterAll(() => machines.close());

describe('an Express execution', () => {
  it('runs its states and answers in one call', async () => {
    const arn = await machines.create('happy', {
      StartAt: 'Reserve',
      States: {
        Reserve: task('reserve', { ResultPath: '$.reservation', Next: 'Authorise' }),
        Authorise: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: {
            FunctionName: functionArn('echo'),
            Payload: { 'orderId.$': '$.orderId', 'execution.$': '$$.Execution.Name' },
          },
          ResultSelector: { 'answer.$': '$.Payload' },
          ResultPath: '$.payment',
          End: true,
        },
      },
    });
    const answer = await machines.sync(arn, { orderId: 'ord_1' });
    expect(answer).toMatchObject({ status: 'SUCCEEDED', stateMachineArn: arn, input: '{"orderId":"ord_1"}' });
    expect(JSON.parse(answer.output ?? '')).toEqual({
      orderId: 'ord_1',
      reservation: { reservationId: 'rsv_1' },
      payment: { answer: { orderId: 'ord_1', execution: answer.name } },
    });
    expect(answer.executionArn).toMatch(/^arn:aws:states:us-east-1:000000000000:express:happy:/);
    expect(answer.billingDetails?.billedDurationInMilliseconds).toBeGreaterThan(0);
  });

  it('fails under the error type of its function, with the error as cause', async () => {
    const arn = await machines.create('fails', { StartAt: 'Pay', States: { Pay: task('declined', { End: true }) } });
    const { status, error, cause = '', output } = await machines.sync(arn);
    expect({ status, error, output }).toEqual({ status: 'FAILED', error: 'payments.declined', output: undefined });
    expect(JSON.parse(cause)).toMatchObject({ errorType: 'payments.declined', errorMessage: 'The card was declined.' });
  });

  it('catches by error type and compensates', async () => {
    const arn = await machines.create('caught', {
      StartAt: 'Pay',
      States: {
        Pay: task('declined', {
          Catch: [
            { ErrorEquals: ['inventory.insufficient-stock'], Next: 'Wrong' },
            { ErrorEquals: ['payments.declined'], ResultPath: '$.failure', Next: 'Release' },
          ],
          End: true,
        }),
        Release: task('release', { ResultPath: null, Next: 'Declined' }),
        Declined: { Type: 'Pass', Parameters: { 'code.$': '$.failure.Error', 'orderId.$': '$.orderId' }, End: true },
        Wrong: { Type: 'Fail' },
      },
    });
    const { status, output = '' } = await machines.sync(arn, { orderId: 'ord_2' });
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output)).toEqual({ code: 'payments.declined', orderId: 'ord_2' });
  });

  it('retries only the errors that the retrier names, and gives up after its attempts', async () => {
    const Retry = [
      {
        ErrorEquals: ['payments.provider-unavailable'],
        IntervalSeconds: 1,
        MaxAttempts: 2,
        BackoffRate: 1,
        MaxDelaySeconds: 1,
        JitterStrategy: 'FULL',
      },
    ];
    const retried = await machines.create('retried', {
      StartAt: 'Pay',
      States: { Pay: task('flaky', { Retry, End: true }) },
    });
    expect((await machines.sync(retried)).output).toBe('{"paymentId":"pay_1"}');
    expect(machines.calls.get('flaky')).toHaveLength(3);
    const before = machines.calls.get('declined')?.length ?? 0;
    const other = await machines.create('other-error', {
      StartAt: 'Pay',
      States: { Pay: task('declined', { Retry, End: true }) },
    });
    expect((await machines.sync(other)).status).toBe('FAILED');
    expect(machines.calls.get('declined')).toHaveLength(before + 1);
  });

  it('goes on with States.Timeout when a task takes longer than it may', async () => {
    const arn = await machines.create('patient', {
      StartAt: 'Pay',
      States: {
        Pay: task('slow', {
          TimeoutSeconds: 1,
          Catch: [
            { ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' },
            { ErrorEquals: ['States.Timeout'], Next: 'Pending' },
          ],
          End: true,
        }),
        Pending: { Type: 'Pass', Result: { status: 'pending' }, End: true },
        Wrong: { Type: 'Fail' },
      },
    });
    expect(await machines.sync(arn)).toMatchObject({ status: 'SUCCEEDED', output: '{"status":"pending"}' });
  });

  it("is TIMED_OUT as a whole after the machine's own time", async () => {
    const arn = await machines.create('impatient', {
      StartAt: 'Pay',
      TimeoutSeconds: 1,
      States: { Pay: task('slow', { End: true }) },
    });
    expect(await machines.sync(arn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  it('decides, waits, runs branches and items, and fails by name', async () => {
    const arn = await machines.create('all-states', {
      StartAt: 'Decide',
      States: {
        Decide: {
          Type: 'Choice',
          Choices: [{ Variable: '$.fail', BooleanEquals: true, Next: 'Fail' }],
          Default: 'Wait',
        },
        Wait: { Type: 'Wait', Seconds: 0, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Left', States: { Left: task('reserve', { End: true }) } },
            {
              StartAt: 'Each',
              States: {
                Each: {
                  Type: 'Map',
                  ItemsPath: '$.items',
                  ItemProcessor: { StartAt: 'One', States: { One: task('echo', { End: true }) } },
                  End: true,
                },
              },
            },
          ],
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
        Fail: { Type: 'Fail', Error: 'orders.broken', Cause: 'as asked' },
      },
    });
    const { output = '' } = await machines.sync(arn, { fail: false, items: [1, 2] });
    expect(JSON.parse(output)).toEqual([{ reservationId: 'rsv_1' }, [1, 2]]);
    expect(await machines.sync(arn, { fail: true })).toMatchObject({
      status: 'FAILED',
      error: 'orders.broken',
      cause: 'as asked',
    });
  });

  it('fails honestly where there is no such function', async () => {
    const arn = await machines.create('nowhere', { StartAt: 'A', States: { A: task('gone', { End: true }) } });
    expect(await machines.sync(arn)).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
  });

  it('can be started without waiting, but is not described, as on AWS', async () => {
    const before = machines.calls.get('echo')?.length ?? 0;
    const arn = await machines.create('async', { StartAt: 'A', States: { A: task('echo', { End: true }) } });
    const executionArn = await machines.start(arn);
    expect(machines.calls.get('echo')?.length ?? 0).toBeGreaterThanOrEqual(before);
    const describeIt = new DescribeExecutionCommand({ executionArn });
    await expect(machines.client.send(describeIt)).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
  });

  it('refuses input that is no JSON, and machines that do not exist', async () => {
    const stateMachineArn = await machines.create('input', { StartAt: 'A', States: { A: { Type: 'Succeed' } } });
    const bad = new StartExecutionCommand({ stateMachineArn, input: '{' });
    await expect(machines.client.send(bad)).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    await expect(machines.sync(`${stateMachineArn}-none`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await expect(machines.sync('arn:aws:s3:::bucket')).rejects.toMatchObject({ name: 'InvalidArn' });
  });
});
