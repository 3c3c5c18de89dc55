import { ACCOUNT_ID, arn } from '../aws/account.ts';
import { streamArnOf } from '../templates/resource-identity.ts';
import type { CloudModel, FunctionModel, ResourceModel, ServiceModel } from '../templates/model.ts';
import { parseDocument } from './policy.ts';
import type { IdentifiedStatement } from './policy-set.ts';
import { fields, listIn, textIn } from './requests/input.ts';

/** A role of a template with every statement that it consists of. */
export interface DeclaredRole {
  readonly arn: string;
  readonly name: string;
  readonly statements: readonly IdentifiedStatement[];
}

/** A function's role: what its YAML says and what serverless-iam-roles-per-function adds for its events. */
export function functionRole(definition: FunctionModel): DeclaredRole {
  return {
    arn: roleArn(definition.roleName),
    name: definition.roleName,
    statements: [...generatedStatements(definition), ...ownStatements(definition)],
  };
}

function ownStatements({ service, key, roleStatements }: FunctionModel): IdentifiedStatement[] {
  return roleStatements.map((statement, index) => ({ id: `${service}/${key}#${index}`, statement }));
}

/** The plugin's own, word for word: logs, then streams, then queues. */
function generatedStatements({ name, events }: FunctionModel): IdentifiedStatement[] {
  const streams = events.flatMap((event) => (event.type === 'stream' ? [streamArnOf(event.tableName)] : []));
  const queues = events.flatMap((event) => (event.type === 'sqs' ? [event.queueArn] : []));
  const generated: [readonly string[], readonly string[]][] = [
    [
      ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'],
      [arn('logs', `log-group:/aws/lambda/${name}:*:*`)],
    ],
    [['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream', 'dynamodb:ListStreams'], streams],
    [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queues],
  ];
  return generated
    .filter(([, resources]) => resources.length > 0)
    .map(([actions, resources]) => ({
      id: undefined,
      statement: { effect: 'Allow', actions, resources, conditions: {} },
    }));
}

/** A role that is declared as a resource, with its inline policies. Throws PolicyError. */
export function resourceRole(service: ServiceModel, { logicalId, ref, properties }: ResourceModel): DeclaredRole {
  const statements = listIn(properties, 'Policies').flatMap((policy) =>
    parseDocument(fields(policy)['PolicyDocument']).map((statement, index) => ({
      id: `${service.name}/${logicalId}/${textIn(policy, 'PolicyName') ?? ''}#${index}`,
      statement,
    })),
  );
  return { arn: roleArn(ref), name: ref, statements };
}

/** The statements of a queue's policies, by the queue's ARN; an empty list for a queue without one. Throws PolicyError. */
export function queuePolicies({ services }: CloudModel): ReadonlyMap<string, readonly IdentifiedStatement[]> {
  const byQueue = new Map<string, IdentifiedStatement[]>();
  for (const { ref } of resourcesOfType(services, 'AWS::SQS::Queue')) byQueue.set(queueArnOf(ref), []);
  for (const service of services) {
    for (const { logicalId, properties } of resourcesOfType([service], 'AWS::SQS::QueuePolicy')) {
      const statements = parseDocument(properties['PolicyDocument']).map((statement, index) => ({
        id: `${service.name}/${logicalId}#${index}`,
        statement,
      }));
      for (const queue of listIn(properties, 'Queues')) byQueue.get(queueArnOf(String(queue)))?.push(...statements);
    }
  }
  return byQueue;
}

/** The resources of a type in all services. */
export function resourcesOfType(services: readonly ServiceModel[], type: string): ResourceModel[] {
  return services.flatMap(({ resources }) => resources.filter((resource) => resource.type === type));
}

/** Every statement that a template declares, in the order of the templates. Throws PolicyError. */
export function declaredStatements(model: CloudModel): IdentifiedStatement[] {
  return model.services.flatMap((service) => [
    ...service.functions.flatMap(ownStatements),
    ...resourcesOfType([service], 'AWS::IAM::Role').flatMap((role) => resourceRole(service, role).statements),
    ...new Set([...queuePolicies({ services: [service] }).values()].flat()),
  ]);
}

/** `arn:aws:iam::000000000000:role/<name>` */
export function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT_ID}:role/${name}`;
}

function queueArnOf(url: string): string {
  return arn('sqs', url.slice(Math.max(url.lastIndexOf('/'), url.lastIndexOf(':')) + 1));
}
