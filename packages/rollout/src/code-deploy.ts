import { LIVE } from './live-alias.ts';
import type { Warmth } from './provisioned-concurrency.ts';
import type { Resource, Value } from './template.ts';

/** What the rollout of one service needs to know of it. */
export interface Rollout {
  /** The service's name, such as `tradewind-orders`. */
  readonly service: string;
  readonly stage: string;
  /** Name of the function that CodeDeploy calls before and after it moves traffic. */
  readonly verifierName: string;
  /** Nothing is kept warm without. */
  readonly warmth?: Warmth;
}

export const APPLICATION = 'RolloutApplication';
export const ROLE = 'RolloutRole';

/** A tenth of the traffic for five minutes, then all of it. */
const CONFIGURATION = 'CodeDeployDefault.LambdaCanary10Percent5Minutes';

const sub = (text: string): Value => ({ 'Fn::Sub': text });

export function application({ service, stage }: Rollout): Resource {
  return {
    Type: 'AWS::CodeDeploy::Application',
    Properties: { ApplicationName: `${service}-${stage}`, ComputePlatform: 'Lambda' },
  };
}

/** CodeDeploy's own role: it moves this service's aliases, calls the verifier, and looks at alarms. */
export function role({ service, stage, verifierName }: Rollout): Resource {
  const functions = `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:`;
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'codedeploy.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'roll-out',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
                Resource: [sub(`${functions}${service}-${stage}-*`)],
              },
              { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: [sub(`${functions}${verifierName}`)] },
              {
                Effect: 'Allow',
                Action: ['cloudwatch:DescribeAlarms'],
                Resource: [
                  sub(
                    `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${service}-${stage}-*`,
                  ),
                ],
              },
            ],
          },
        },
      ],
    },
  };
}

/** Stops the rollout of a function, and turns its traffic back, when its new version fails twice within a minute. */
export function errorsAlarm(rollout: Rollout, functionId: string, functionName: string, versionId: string): Resource {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${functionName}-rollout`,
      AlarmDescription: `Errors of the version of ${functionName} that is being rolled out. Runbook: docs/runbooks/rollout-stopped.md`,
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [
        { Name: 'FunctionName', Value: { Ref: functionId } },
        { Name: 'Resource', Value: `${functionName}:${LIVE}` },
        { Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': [versionId, 'Version'] } },
      ],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 2,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      Tags: [
        { Key: 'application', Value: 'tradewind' },
        { Key: 'stage', Value: rollout.stage },
      ],
    },
  };
}

export function deploymentGroup(functionName: string, alarmId: string): Resource {
  return {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    Properties: {
      ApplicationName: { Ref: APPLICATION },
      DeploymentGroupName: functionName,
      DeploymentConfigName: CONFIGURATION,
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      ServiceRoleArn: { 'Fn::GetAtt': [ROLE, 'Arn'] },
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: alarmId } }] },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
    },
  };
}

/** The alias and how CloudFormation moves it: by a CodeDeploy deployment with the verifier before and after. */
export function liveAlias(
  functionId: string,
  versionId: string,
  groupId: string,
  { verifierName }: Rollout,
  instances: number,
): Resource {
  return {
    Type: 'AWS::Lambda::Alias',
    Properties: {
      FunctionName: { Ref: functionId },
      FunctionVersion: { 'Fn::GetAtt': [versionId, 'Version'] },
      Name: LIVE,
      ...(instances > 0 && { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: instances } }),
    },
    UpdatePolicy: {
      CodeDeployLambdaAliasUpdate: {
        ApplicationName: { Ref: APPLICATION },
        DeploymentGroupName: { Ref: groupId },
        BeforeAllowTrafficHook: verifierName,
        AfterAllowTrafficHook: verifierName,
      },
    },
  };
}
