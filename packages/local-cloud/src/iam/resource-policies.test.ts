import { describe, expect, it } from '@jest/globals';
import { arn } from '../aws/account.ts';
import { accessKeyOf } from '../functions/environment.ts';
import type { ResourceModel } from '../templates/model.ts';
import { allowSending, functionOf, iamFor, QUEUE, resource, RULE, send } from './iam.test-support.ts';

const MACHINE = arn('states', 'stateMachine:saga');
const ROLE = 'arn:aws:iam::000000000000:role/saga-role';

const queue = resource('AWS::SQS::Queue', 'http://127.0.0.1/000000000000/mail', {});
const queuePolicy = (statement: object): ResourceModel =>
  resource('AWS::SQS::QueuePolicy', 'policy', {
    Queues: [queue.ref],
    PolicyDocument: { Statement: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE, ...statement } },
  });
const fromRule = {
  Principal: { Service: 'events.amazonaws.com' },
  Condition: { ArnEquals: { 'aws:SourceArn': RULE } },
};

describe('queue policies', () => {
  const mayDeliver = (statement: object | undefined, rule = RULE): boolean =>
    iamFor([], [queue, ...(statement === undefined ? [] : [queuePolicy(statement)])]).mayDeliver(rule, QUEUE);

  it.each([
    ['the rule', fromRule, true],
    ['any rule', { Principal: { Service: 'events.amazonaws.com' } }, true],
    ['everyone', { Principal: '*' }, true],
    ['another rule', { ...fromRule, Condition: { ArnEquals: { 'aws:SourceArn': `${RULE}-2` } } }, false],
    ['another service', { Principal: { Service: 'sns.amazonaws.com' } }, false],
    ['receiving only', { ...fromRule, Action: 'sqs:ReceiveMessage' }, false],
    ['another queue', { ...fromRule, Resource: arn('sqs', 'other') }, false],
  ])('that let in %s', (_, statement, expected) => {
    expect(mayDeliver(statement)).toBe(expected);
  });

  it('are needed where a template declares the queue', () => {
    expect(mayDeliver(undefined)).toBe(false);
    expect(iamFor([]).mayDeliver(RULE, QUEUE)).toBe(true);
  });

  it('count beside the role of a function', () => {
    const key = accessKeyOf('shop-dev-work');
    const toRole = { Principal: { AWS: 'arn:aws:iam::000000000000:role/shop-work' } };
    expect(() => send(iamFor([functionOf([])], [queue, queuePolicy(toRole)]), key)).not.toThrow();
    const toAccount = { Principal: { AWS: '000000000000' } };
    expect(() => send(iamFor([functionOf([])], [queue, queuePolicy(toAccount)]), key)).toThrow('identity-based');
    const denied = queuePolicy({ ...toAccount, Effect: 'Deny' });
    expect(() => send(iamFor([functionOf([allowSending])], [queue, denied]), key)).toThrow(
      'with an explicit deny in a resource-based policy',
    );
  });
});

describe('state machines', () => {
  const role = (statement: object): ResourceModel =>
    resource('AWS::IAM::Role', 'saga-role', {
      Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [statement] } }],
    });
  const machine = (fields: object = {}): ResourceModel =>
    resource('AWS::StepFunctions::StateMachine', MACHINE, { RoleArn: ROLE, ...fields });
  const invoke = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn('lambda', 'function:step') };

  it('call the functions that their role names', () => {
    const iam = iamFor([], [role(invoke), machine()]);
    expect(() => iam.authorizeTask('saga', 'step')).not.toThrow();
    expect(() => iam.authorizeTask('saga', arn('lambda', 'function:step'))).not.toThrow();
    expect(() => iam.authorizeTask('saga', 'other')).toThrow(
      expect.objectContaining({
        code: 'AWSLambdaException',
        message: expect.stringContaining('assumed-role/saga-role/saga'),
      }),
    );
  });

  it('are not judged without a declared role', () => {
    expect(() => iamFor([], [machine()]).authorizeTask('saga', 'other')).not.toThrow();
  });

  it('do not start when they log and their role cannot set that up', () => {
    const logging = machine({ LoggingConfiguration: { Level: 'ERROR' } });
    expect(() => iamFor([], [role(invoke), logging])).toThrow('not authorized to access the Log Destination');
    expect(() => iamFor([], [role({ ...invoke, Action: 'logs:*', Resource: '*' }), logging])).not.toThrow();
    expect(() => iamFor([], [role(invoke), machine({ LoggingConfiguration: { Level: 'OFF' } })])).not.toThrow();
  });
});
