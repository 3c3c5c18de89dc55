import { NAMESPACE } from '@tradewind/middleware/metrics/embedded-metrics';
import type { ServiceInventory, WatchedFunction } from './service-inventory.ts';

/** A resource of the template, by its logical id. */
export type Reference = { Ref: string };

/** A metric of CloudWatch, by everything that names it. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string | Reference>>;
}

export function lambdaMetric(name: string, functionName: string): Metric {
  return { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: functionName } };
}

/** What a function says of itself: an answer of 500 is a success for Lambda, but not here. */
export function ownMetric(
  name: 'Latency' | 'Errors' | 'ColdStarts',
  service: string,
  { name: functionName }: WatchedFunction,
): Metric {
  return { namespace: NAMESPACE, name, dimensions: { service, function: functionName } };
}

export function businessMetric(name: string, stage: string): Metric {
  return { namespace: NAMESPACE, name, dimensions: { stage } };
}

export function queueMetric(name: string, queueName: string): Metric {
  return { namespace: 'AWS/SQS', name, dimensions: { QueueName: queueName } };
}

export function tableMetric(name: string, tableName: string): Metric {
  return { namespace: 'AWS/DynamoDB', name, dimensions: { TableName: tableName } };
}

export function sagaMetric(name: string, logicalId: string): Metric {
  return { namespace: 'AWS/States', name, dimensions: { StateMachineArn: { Ref: logicalId } } };
}

export function apiMetric(name: string, logicalId: string): Metric {
  return { namespace: 'AWS/ApiGateway', name, dimensions: { ApiId: { Ref: logicalId } } };
}

/** REST APIs are named in their metrics, HTTP APIs go by their id. */
export function restApiMetric(name: string, apiName: string): Metric {
  return { namespace: 'AWS/ApiGateway', name, dimensions: { ApiName: apiName } };
}

/** How log lines that a filter finds are counted. */
export function logAlertMetric({ service, stage }: Pick<ServiceInventory, 'service' | 'stage'>): Metric {
  return { namespace: `${NAMESPACE}/Logs`, name: `${service}-${stage}`, dimensions: {} };
}
