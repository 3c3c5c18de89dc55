import { LIVE } from './live-alias.ts';
import type { Resource } from './template.ts';

/** Instances of functions that wait for work, and when in the day they do not. */
export interface Warmth {
  /** By function name without service and stage, such as `create-checkout`. */
  readonly instances: Readonly<Record<string, number>>;
  /** Whole hours UTC between which none is kept, such as from 23 to 6. */
  readonly quietHours: { readonly from: number; readonly to: number };
}

function at(hour: number, name: string, capacity: number) {
  return {
    ScheduledActionName: name,
    Schedule: `cron(0 ${hour} * * ? *)`,
    ScalableTargetAction: { MinCapacity: capacity, MaxCapacity: capacity },
  };
}

/**
 * Keeps `instances` of the live alias warm, but for the quiet hours of each day.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html
 */
export function scheduledWarmth(
  functionName: string,
  aliasId: string,
  instances: number,
  { from, to }: Warmth['quietHours'],
): Resource {
  return {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    DependsOn: [aliasId],
    Properties: {
      ServiceNamespace: 'lambda',
      ScalableDimension: 'lambda:function:ProvisionedConcurrency',
      ResourceId: `function:${functionName}:${LIVE}`,
      MinCapacity: instances,
      MaxCapacity: instances,
      ScheduledActions: [at(to, 'day', instances), at(from, 'quiet-hours', 0)],
    },
  };
}
