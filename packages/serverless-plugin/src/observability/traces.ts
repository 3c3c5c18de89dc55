import type { Resources, Value, ValueMap } from '@tradewind/rollout';
import { mentions } from './service-inventory.ts';

/** X-Ray's actions know no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
function sendingTraces(actions: string[]): ValueMap {
  return {
    PolicyName: 'send-traces',
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
  };
}

const FUNCTION_TRACES = sendingTraces(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
const EXECUTION_TRACES = sendingTraces([
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
]);

function allow(resources: Resources, role: Value | undefined, policy: ValueMap): void {
  const found = Object.entries(resources).find(([id, { Type }]) => Type === 'AWS::IAM::Role' && mentions(role, id));
  const properties = found?.[1].Properties;
  if (properties === undefined) return;
  const policies = Array.isArray(properties['Policies']) ? properties['Policies'] : [];
  if (!policies.includes(policy)) properties['Policies'] = [...policies, policy];
}

/**
 * Lets X-Ray follow a call through functions, state machines and REST APIs, and their roles tell it. An HTTP API has no
 * traces: they begin at its functions. Changes the resources.
 */
export function traceEverything(resources: Resources): void {
  for (const { Type, Properties = {} } of Object.values(resources)) {
    if (Type === 'AWS::Lambda::Function') {
      Properties['TracingConfig'] = { Mode: 'Active' };
      allow(resources, Properties['Role'], FUNCTION_TRACES);
    } else if (Type === 'AWS::StepFunctions::StateMachine') {
      Properties['TracingConfiguration'] = { Enabled: true };
      allow(resources, Properties['RoleArn'], EXECUTION_TRACES);
    } else if (Type === 'AWS::ApiGateway::Stage') {
      Properties['TracingEnabled'] = true;
    }
  }
}
