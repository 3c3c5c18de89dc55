import type { Resource, Resources } from '@tradewind/rollout';

/** What a function is woken by; it decides how its health is judged. */
export type Trigger = 'http' | 'queue' | 'stream' | 'schedule' | 'log' | 'call';

export interface WatchedFunction {
  readonly logicalId: string;
  /** Lambda's name. */
  readonly name: string;
  /** The key in serverless.yml. */
  readonly key: string;
  readonly trigger: Trigger;
  readonly timeoutSeconds: number;
  readonly logGroupId: string | undefined;
}

export interface Named {
  readonly logicalId: string;
  readonly name: string;
}

/** What one service consists of, as its finished template tells it. */
export interface ServiceInventory {
  /** `orders` */
  readonly service: string;
  readonly stage: string;
  readonly functions: readonly WatchedFunction[];
  readonly queues: readonly Named[];
  readonly deadLetterQueues: readonly Named[];
  readonly tables: readonly Named[];
  readonly stateMachines: readonly Named[];
  readonly restApis: readonly Named[];
  /** Logical id of the HTTP API, in the service that owns it. */
  readonly httpApi: string | undefined;
}

const DEFAULT_TIMEOUT_SECONDS = 6;

function propertiesOf(resource: Resource | undefined): Record<string, unknown> {
  return resource?.Properties ?? {};
}

function ofType(resources: Resources, type: string): [string, Record<string, unknown>][] {
  return Object.entries(resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, propertiesOf(resource)]);
}

function named(resources: Resources, type: string, property: string): Named[] {
  return ofType(resources, type).flatMap(([logicalId, properties]) => {
    const name = properties[property];
    return typeof name === 'string' ? [{ logicalId, name }] : [];
  });
}

/** Whether a value refers to a resource, however deep the reference lies in it. */
export function mentions(value: unknown, logicalId: string): boolean {
  if (typeof value === 'string') return value === logicalId || value.startsWith(`${logicalId}.`);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, child]) => {
    if (key === 'Fn::Sub' && typeof child === 'string')
      return child.includes(`\${${logicalId}}`) || child.includes(`\${${logicalId}.`);
    return mentions(child, logicalId);
  });
}

function refersTo(resources: Resources, type: string, logicalId: string): Record<string, unknown>[] {
  // An alias that a rollout put in front of the function leads to it as well.
  const aliases = ofType(resources, 'AWS::Lambda::Alias').filter(([, alias]) =>
    mentions(alias['FunctionName'], logicalId),
  );
  const ids = [logicalId, ...aliases.map(([id]) => id)];
  return ofType(resources, type)
    .map(([, properties]) => properties)
    .filter((properties) => ids.some((id) => mentions(properties, id)));
}

function isStream(mapping: Record<string, unknown>): boolean {
  return mapping['StartingPosition'] !== undefined;
}

function triggerOf(resources: Resources, logicalId: string): Trigger {
  const mappings = refersTo(resources, 'AWS::Lambda::EventSourceMapping', logicalId);
  if (mappings.length > 0) return mappings.some(isStream) ? 'stream' : 'queue';
  const apis = ['AWS::ApiGatewayV2::Integration', 'AWS::ApiGateway::Method'];
  if (apis.some((type) => refersTo(resources, type, logicalId).length > 0)) return 'http';
  const rules = ['AWS::Events::Rule', 'AWS::Scheduler::Schedule'];
  if (rules.some((type) => refersTo(resources, type, logicalId).length > 0)) return 'schedule';
  const permissions = refersTo(resources, 'AWS::Lambda::Permission', logicalId);
  return permissions.some(({ Principal }) => Principal === 'logs.amazonaws.com') ? 'log' : 'call';
}

function functionsIn(resources: Resources, prefix: string): WatchedFunction[] {
  const logGroups = named(resources, 'AWS::Logs::LogGroup', 'LogGroupName');
  return ofType(resources, 'AWS::Lambda::Function').flatMap(([logicalId, properties]) => {
    const { FunctionName: name, Timeout: timeout } = properties;
    if (typeof name !== 'string') return [];
    return [
      {
        logicalId,
        name,
        key: name.startsWith(prefix) ? name.slice(prefix.length) : name,
        trigger: triggerOf(resources, logicalId),
        timeoutSeconds: typeof timeout === 'number' ? timeout : DEFAULT_TIMEOUT_SECONDS,
        logGroupId: logGroups.find((group) => group.name === `/aws/lambda/${name}`)?.logicalId,
      },
    ];
  });
}

/** A queue that other queues, rules or functions hand over to what they could not get done. */
function isDeadLetterQueue(resources: Resources, { logicalId, name }: Named): boolean {
  return (
    name.endsWith('-dlq') ||
    ofType(resources, 'AWS::SQS::Queue').some(([, queue]) => mentions(queue['RedrivePolicy'], logicalId))
  );
}

/** Reads a packaged template. `stackName` is `service:` of the serverless.yml: `tradewind-orders`. */
export function inventoryOf(resources: Resources, stackName: string, stage: string): ServiceInventory {
  const queues = named(resources, 'AWS::SQS::Queue', 'QueueName');
  const [httpApi] = ofType(resources, 'AWS::ApiGatewayV2::Api').map(([id]) => id);
  return {
    service: stackName.replace(/^tradewind-/, ''),
    stage,
    functions: functionsIn(resources, `${stackName}-${stage}-`),
    queues: queues.filter((queue) => !isDeadLetterQueue(resources, queue)),
    deadLetterQueues: queues.filter((queue) => isDeadLetterQueue(resources, queue)),
    tables: named(resources, 'AWS::DynamoDB::Table', 'TableName'),
    stateMachines: named(resources, 'AWS::StepFunctions::StateMachine', 'StateMachineName'),
    restApis: named(resources, 'AWS::ApiGateway::RestApi', 'Name'),
    httpApi,
  };
}
