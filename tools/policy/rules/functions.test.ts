import { describe, expect, it } from '@jest/globals';
import { arnOf, lambda, objections } from '../policy.test-support.ts';
import {
  answersBeforeTheGateway,
  forgetsLogs,
  keepsFailedCalls,
  keepsStreamRecords,
  ownsItsLog,
  runsOnArm,
  tagsFunctions,
  tracesCalls,
} from './functions.ts';

const logGroup = (properties: object) => ({ Type: 'AWS::Logs::LogGroup', Properties: properties });

describe('rules for every function', () => {
  it('have nothing to say of a good one', () => {
    const LogGroup = logGroup({ LogGroupName: '/aws/lambda/tradewind-orders-prod-place-order', RetentionInDays: 90 });
    const resources = { Place: lambda(), LogGroup };
    const rules = [runsOnArm, tagsFunctions, tracesCalls, ownsItsLog, forgetsLogs, keepsFailedCalls];
    expect(rules.flatMap((rule) => objections(rule, { resources }))).toEqual([]);
  });

  it.each([
    [runsOnArm, { Architectures: ['x86_64'] }],
    [runsOnArm, { Architectures: undefined }],
    [tagsFunctions, { Tags: [{ Key: 'application', Value: 'tradewind' }] }],
    [tracesCalls, { TracingConfig: { Mode: 'PassThrough' } }],
    [ownsItsLog, {}],
  ])('$name names a bad one', (rule, properties) => {
    expect(objections(rule, { resources: { Place: lambda(properties) } })).toEqual(['Place']);
  });

  it('a stage without tracing needs none', () => {
    const resources = { Place: lambda({ TracingConfig: undefined }) };
    expect(objections(tracesCalls, { resources, settings: { tracing: false } })).toEqual([]);
  });
});

describe('traces-calls', () => {
  it('names state machines and REST API stages that are not traced', () => {
    const resources = {
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
      Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { TracingEnabled: false } },
    };
    expect(objections(tracesCalls, { resources })).toEqual(['Machine', 'Stage']);
  });
});

describe('traces-calls, of a function with a role', () => {
  const withRole = (Action: string[]) => ({
    Place: lambda({ Role: arnOf('Role') }),
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } }] },
    },
  });

  it('wants it to be allowed to write traces', () => {
    const allowed = withRole(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
    expect(objections(tracesCalls, { resources: allowed })).toEqual([]);
    expect(objections(tracesCalls, { resources: withRole(['logs:PutLogEvents']) })).toEqual(['Place']);
  });
});

describe('answers-before-the-gateway', () => {
  const behindHttpApi = (target: object, timeout: number) => ({
    Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: target } },
    Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Place' } } },
    Place: lambda({ Timeout: timeout }),
  });

  it.each([
    ['itself', arnOf('Place')],
    ['its alias', { Ref: 'Alias' }],
  ])('names a function that may take longer, called by %s', (_, target) => {
    expect(objections(answersBeforeTheGateway, { resources: behindHttpApi(target, 29) })).toEqual([]);
    expect(objections(answersBeforeTheGateway, { resources: behindHttpApi(target, 30) })).toEqual(['Place']);
  });

  it('knows methods of a REST API', () => {
    const uri = { 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/functions/${Place.Arn}/invocations' };
    const Method = { Type: 'AWS::ApiGateway::Method', Properties: { Integration: { Uri: uri } } };
    const resources = { Method, Place: lambda({ Timeout: 60 }) };
    expect(objections(answersBeforeTheGateway, { resources })).toEqual(['Place']);
  });

  it('lets a function that nobody waits for take its time', () => {
    expect(objections(answersBeforeTheGateway, { resources: { Place: lambda({ Timeout: 900 }) } })).toEqual([]);
  });
});

describe('keeps-failed-calls', () => {
  const schedule = {
    Tick: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'place', Arn: arnOf('Place') }] } },
    Place: lambda(),
  };

  it('names a function that a rule calls and whose failures are lost', () => {
    expect(objections(keepsFailedCalls, { resources: schedule })).toEqual(['Place']);
  });

  it('is content with a destination or a dead-letter queue', () => {
    const config = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Place' }, DestinationConfig: { OnFailure: { Destination: arnOf('Queue') } } },
    };
    expect(objections(keepsFailedCalls, { resources: { ...schedule, config } })).toEqual([]);
    const Place = lambda({ DeadLetterConfig: { TargetArn: arnOf('Queue') } });
    expect(objections(keepsFailedCalls, { resources: { ...schedule, Place } })).toEqual([]);
  });

  it.each([
    ['topic', { Type: 'AWS::SNS::Subscription', Properties: { Endpoint: arnOf('Place') } }],
    [
      'bucket',
      {
        Type: 'AWS::S3::Bucket',
        Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Function: arnOf('Place') }] } },
      },
    ],
    [
      'subscription to a log',
      {
        Type: 'AWS::Lambda::Permission',
        Properties: { Principal: 'logs.amazonaws.com', FunctionName: arnOf('Place') },
      },
    ],
    ['scheduler', { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: arnOf('Place') } } }],
  ])('knows that a %s does not wait', (_, Caller) => {
    expect(objections(keepsFailedCalls, { resources: { Caller, Place: lambda() } })).toEqual(['Place']);
  });
});

describe('keeps-stream-records', () => {
  const mapping = (properties: object) => ({
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { StartingPosition: 'TRIM_HORIZON', ...properties },
    },
  });
  const DestinationConfig = { OnFailure: { Destination: arnOf('Queue') } };

  it('wants a limit and a queue', () => {
    const resources = mapping({ DestinationConfig, MaximumRetryAttempts: 10 });
    expect(objections(keepsStreamRecords, { resources })).toEqual([]);
    expect(objections(keepsStreamRecords, { resources: mapping({ DestinationConfig }) })).toEqual(['Mapping']);
    expect(objections(keepsStreamRecords, { resources: mapping({ MaximumRetryAttempts: 10 }) })).toEqual(['Mapping']);
  });
});

describe('forgets-logs', () => {
  it.each([
    ['never forgets', {}],
    ['keeps its lines for another time than the stage', { RetentionInDays: 14 }],
  ])('names a log group that %s', (_, properties) => {
    expect(objections(forgetsLogs, { resources: { Group: logGroup(properties) } })).toEqual(['Group']);
  });
});
