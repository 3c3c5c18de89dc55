import { parseTemplate, type Json } from '../package/template.ts';
import { stageSettings, type StageSettings } from '../stages/stages.ts';
import type { Rule } from './rule.ts';
import { effectiveResources, type StageTemplate } from './stage-template.ts';

interface Situation {
  /** By logical id. */
  readonly resources: Json;
  readonly conditions?: Json;
  /** What differs from production's settings. */
  readonly settings?: Partial<StageSettings>;
}

/** A template of a stage that is as production but for what the situation says. */
export function stageTemplate({ resources, conditions = {}, settings = {} }: Situation): StageTemplate {
  return {
    service: 'orders',
    stage: 'prod',
    settings: { ...stageSettings('prod'), ...settings },
    resources: effectiveResources(parseTemplate({ Resources: resources, Conditions: conditions })),
  };
}

/** The logical ids that a rule objects to. */
export function objections(rule: Rule, situation: Situation): string[] {
  return rule.check(stageTemplate(situation)).map(({ resource }) => resource);
}

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** A Lambda function that keeps every rule, but for the properties given. */
export function lambda(properties: Json = {}) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'tradewind-orders-prod-place-order',
      Timeout: 10,
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      Tags: [
        { Key: 'application', Value: 'tradewind' },
        { Key: 'stage', Value: 'prod' },
      ],
      ...properties,
    },
  };
}

/** A queue with a dead-letter queue and a function that reads it, each with what is given. */
export function consumedQueue({ queue = {}, deadLetters = {}, mapping = {}, definition = {} }: Record<string, Json>) {
  return {
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 60,
        MessageRetentionPeriod: 345_600,
        RedrivePolicy: { deadLetterTargetArn: arnOf('DeadLetters'), maxReceiveCount: 5 },
        ...queue,
      },
    },
    DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600, ...deadLetters } },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: arnOf('Queue'),
        FunctionName: arnOf('Reader'),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
        ...mapping,
      },
    },
    Reader: lambda(definition),
  };
}
