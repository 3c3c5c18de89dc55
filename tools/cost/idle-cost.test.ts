import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from '../package/template.ts';
import { effectiveResources, type StageTemplate } from '../policy/stage-template.ts';
import { stageSettings } from '../stages/stages.ts';
import { idleCost } from './idle-cost.ts';
import { total } from './line.ts';

const RUN = { durationMs: 10, readUnits: 0.5, logBytes: 400 };

function idle(resources: Readonly<Record<string, object>>, metrics: 'on' | 'off' = 'off') {
  const template: StageTemplate = {
    service: 'orders',
    stage: 'prod',
    settings: { ...stageSettings('prod'), metrics },
    resources: effectiveResources(parseTemplate({ Resources: resources })),
  };
  return idleCost(template, RUN);
}

const lambda = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f', MemorySize: 512 } };

describe('idleCost, against bills worked out by hand', () => {
  it.each<[string, Record<string, object>, number]>([
    [
      'nothing for a function, a table and a queue',
      { F: lambda, T: { Type: 'AWS::DynamoDB::Table' }, Q: { Type: 'AWS::SQS::Queue' } },
      0,
    ],
    ['a key', { K: { Type: 'AWS::KMS::Key' } }, 1],
    ['a secret', { S: { Type: 'AWS::SecretsManager::Secret' } }, 0.4],
    ['a web ACL of three rules', { W: { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [1, 2, 3] } } }, 8],
    ['an alarm on one metric', { A: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } } }, 0.1],
    [
      'an alarm on a quotient of two metrics',
      {
        A: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Metrics: [{ MetricStat: {} }, { MetricStat: {} }, { Expression: 'a/b' }] },
        },
      },
      0.2,
    ],
    [
      'a metric that is zero by default',
      { M: { Type: 'AWS::Logs::MetricFilter', Properties: { MetricTransformations: [{ DefaultValue: 0 }] } } },
      0.3,
    ],
    [
      'a metric only of what happens',
      { M: { Type: 'AWS::Logs::MetricFilter', Properties: { MetricTransformations: [{ MetricValue: '1' }] } } },
      0,
    ],
    ['a dashboard', { D: { Type: 'AWS::CloudWatch::Dashboard' } }, 3],
    ['a NAT gateway', { N: { Type: 'AWS::EC2::NatGateway' } }, 32.4],
    [
      'an interface endpoint in two zones',
      { E: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Interface', SubnetIds: ['a', 'b'] } } },
      14.4,
    ],
    ['a gateway endpoint', { E: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Gateway' } } }, 0],
    [
      'a cache of half a GB',
      { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, CacheClusterSize: '0.5' } } },
      14.4,
    ],
    [
      'two instances kept at 512 MB for 17 hours a day',
      {
        F: lambda,
        A: {
          Type: 'AWS::Lambda::Alias',
          Properties: {
            FunctionName: { Ref: 'F' },
            ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
          },
        },
      },
      2 * 0.5 * 1_836_000 * 0.000_003_333_4,
    ],
    // Five pollers, three polls a minute each: 648,000 requests.
    [
      'the polling of a queue',
      {
        M: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['MailQueue', 'Arn'] } },
        },
      },
      0.2592,
    ],
    [
      'the polling of a stream, which Lambda does for nothing',
      {
        M: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] } },
        },
      },
      0,
    ],
    // 43,200 runs: requests 0.00864, 216 GB-s 0.00288, 21,600 units 0.0027, 17.28 MB of logs 0.00864.
    [
      'a schedule of every minute',
      { F: lambda, R: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 minute)' } } },
      0.02286,
    ],
    ['a rule on events', { R: { Type: 'AWS::Events::Rule', Properties: { EventPattern: {} } } }, 0],
  ])('%s', (_, resources, amount) => {
    expect(total(idle(resources))).toBeCloseTo(amount, 4);
  });

  it('the metrics of a schedule for the hours in which it runs', () => {
    const rule = (expression: string) => ({
      Type: 'AWS::Events::Rule',
      Properties: { ScheduleExpression: expression },
    });
    const metrics = (expression: string) =>
      total(idle({ R: rule(expression) }, 'on').filter(({ position }) => position === 'metrics of scheduled runs'));
    expect(metrics('rate(1 minute)')).toBeCloseTo(0.9);
    expect(metrics('rate(6 hours)')).toBeCloseTo(0.15);
  });

  it('joins equal positions', () => {
    const lines = idle({ A: { Type: 'AWS::CloudWatch::Alarm' }, B: { Type: 'AWS::CloudWatch::Alarm' } });
    expect(lines).toEqual([
      { service: 'orders', feature: 'idle', position: 'alarmed metrics', quantity: 2, amount: 0.2 },
    ]);
  });
});
