import { describe, expect, it } from '@jest/globals';
import { bypasses } from './bypasses.ts';
import { rollOutGradually } from './roll-out-gradually.ts';
import type { Resource, Resources, Value } from './template.ts';

const rollout = {
  service: 'tradewind-orders',
  stage: 'prod',
  verifierName: 'tradewind-platform-prod-verify-deployment',
};
const arn: Value = { 'Fn::GetAtt': ['CancelLambdaFunction', 'Arn'] };

function lambda(name: string): Resource {
  return { Type: 'AWS::Lambda::Function', Properties: { FunctionName: name } };
}

function version(functionId: string): Resource {
  return { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: functionId } } };
}

function service(others: Resources = {}): Resources {
  return {
    CancelLambdaFunction: lambda('tradewind-orders-prod-cancel'),
    CancelVersionAbc: version('CancelLambdaFunction'),
    ...others,
  };
}

/** Every way in which the framework or our own resources name a function. */
const CALLERS: Record<string, Resource> = {
  Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: arn } },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      Integration: { Uri: { 'Fn::Join': ['', ['arn:aws:apigateway:x/functions/', arn, '/invocations']] } },
    },
  },
  Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: arn } },
  Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: arn }] } },
  Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: arn } },
  Pool: {
    Type: 'AWS::Cognito::UserPool',
    Properties: { LambdaConfig: { PreSignUp: { 'Fn::GetAtt': 'CancelLambdaFunction.Arn' } } },
  },
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { Definition: { States: { A: { Resource: { 'Fn::Sub': '${CancelLambdaFunction.Arn}' } } } } },
  },
  OtherServiceMachine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      Definition: { Resource: { 'Fn::Sub': 'arn:aws:lambda:r:a:function:tradewind-carts-prod-claim-cart' } },
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [
        { Resource: [{ 'Fn::Sub': ['arn:aws:lambda:r:a:function:tradewind-carts-${s}-x', { s: 'prod' }] }, arn] },
      ],
    },
  },
};

describe('rollOutGradually', () => {
  it('gives every function an alias that CodeDeploy moves with the verifier before and after', () => {
    const { CancelLiveAlias } = rollOutGradually(service(), rollout);
    expect(CancelLiveAlias).toEqual({
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'CancelLambdaFunction' },
        FunctionVersion: { 'Fn::GetAtt': ['CancelVersionAbc', 'Version'] },
        Name: 'live',
      },
      UpdatePolicy: {
        CodeDeployLambdaAliasUpdate: {
          ApplicationName: { Ref: 'RolloutApplication' },
          DeploymentGroupName: { Ref: 'CancelLiveAliasDeployments' },
          BeforeAllowTrafficHook: rollout.verifierName,
          AfterAllowTrafficHook: rollout.verifierName,
        },
      },
    });
  });

  it('moves a tenth for five minutes and turns back on the errors of the new version alone', () => {
    const { CancelLiveAliasDeployments, CancelLiveAliasErrorsAlarm } = rollOutGradually(service(), rollout);
    expect(CancelLiveAliasDeployments?.Properties).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'CancelLiveAliasErrorsAlarm' } }] },
    });
    expect(CancelLiveAliasErrorsAlarm?.Properties?.Dimensions).toContainEqual({
      Name: 'ExecutedVersion',
      Value: { 'Fn::GetAtt': ['CancelVersionAbc', 'Version'] },
    });
  });

  it.each(Object.keys(CALLERS))('leaves no way past the alias in: %s', (kind) => {
    const before = service({ Caller: CALLERS[kind] ?? lambda('') });
    expect(bypasses(before).map(({ path }) => path.split('.')[0])).toContain('Caller');
    expect(bypasses(rollOutGradually(before, rollout))).toEqual([]);
  });

  it('keeps instances warm by day, of the functions that are named alone', () => {
    const warmth = { instances: { cancel: 2 }, quietHours: { from: 23, to: 6 } };
    const { CancelLiveAlias, CancelLiveAliasWarmth } = rollOutGradually(service(), { ...rollout, warmth });
    expect(CancelLiveAlias?.Properties?.ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 2 });
    expect(CancelLiveAliasWarmth?.Properties).toMatchObject({
      ResourceId: 'function:tradewind-orders-prod-cancel:live',
      ScheduledActions: [
        { Schedule: 'cron(0 6 * * ? *)', ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 2 } },
        { Schedule: 'cron(0 23 * * ? *)', ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 0 } },
      ],
    });
    const others = { ...rollout, warmth: { ...warmth, instances: { refund: 2 } } };
    expect(Object.keys(rollOutGradually(service(), others))).not.toContain('CancelLiveAliasWarmth');
  });

  it('calls asynchronously by the alias', () => {
    const config = { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: 'x', Qualifier: '$LATEST' } };
    expect(rollOutGradually(service({ Config: config }), rollout).Config?.Properties?.Qualifier).toBe('live');
  });

  it('leaves the verifier, versions, log groups and wildcard patterns as they are', () => {
    const kept: Resources = {
      VerifyLambdaFunction: lambda('tradewind-platform-prod-verify-deployment'),
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/tradewind-orders-prod-cancel' } },
      Any: { Type: 'AWS::IAM::Role', Properties: { R: 'arn:aws:lambda:r:a:function:tradewind-*-prod-*' } },
      Hook: { Type: 'AWS::IAM::Role', Properties: { R: `arn:aws:lambda:r:a:function:${rollout.verifierName}` } },
    };
    expect(rollOutGradually(service(kept), rollout)).toMatchObject(kept);
    expect(rollOutGradually(service(kept), rollout)).not.toHaveProperty('VerifyLiveAlias');
  });

  it('qualifies an ARN once, however often a template is gone over', () => {
    const once = rollOutGradually(service({ Caller: CALLERS.OtherServiceMachine ?? lambda('') }), rollout);
    const caller = once.Caller ?? lambda('');
    expect(rollOutGradually(service({ Caller: caller }), rollout).Caller).toEqual(caller);
  });

  it.each<[string, Resources]>([
    ['no version', { XLambdaFunction: lambda('tradewind-orders-prod-x') }],
    ['no name', { XLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: {} } }],
  ])('refuses a function with %s', (_, resources) => {
    expect(() => rollOutGradually(resources, rollout)).toThrow('XLambdaFunction');
  });
});

describe('bypasses', () => {
  it('names the place and the function', () => {
    const resources = rollOutGradually(service(), rollout);
    expect(bypasses({ ...resources, Late: CALLERS.Rule ?? lambda('') })).toEqual([
      { path: 'Late.Properties.Targets.0.Arn', function: 'CancelLambdaFunction' },
    ]);
  });

  it('names functions without an alias', () => {
    expect(bypasses(service())).toEqual([{ path: 'CancelLambdaFunction', function: 'CancelLambdaFunction' }]);
  });
});
