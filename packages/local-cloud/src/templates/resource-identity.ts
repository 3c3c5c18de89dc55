import { ACCOUNT_ID, arn } from '../aws/account.ts';
import { secretArn } from '../secretsmanager/secret-arn.ts';

/** What is needed to tell a resource's name and address before it exists. */
export interface NamedResource {
  readonly logicalId: string;
  readonly type: string;
  /** A property of the resource, resolved. */
  property(name: string): string | undefined;
  /** `tradewind-orders-dev`, the start of every name that CloudFormation would invent. */
  readonly stack: string;
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
}

interface Identity {
  /** The property that names it; without one CloudFormation invents a name. */
  readonly nameProperty?: string;
  ref?(name: string, resource: NamedResource): string;
  arn?(name: string, resource: NamedResource): string;
  attributes?(name: string, resource: NamedResource): Readonly<Record<string, string>>;
}

const named = (nameProperty: string, service: string, prefix = ''): Identity => ({
  nameProperty,
  arn: (name) => arn(service, `${prefix}${name}`),
});

const identities: Readonly<Record<string, Identity>> = {
  'AWS::DynamoDB::Table': {
    ...named('TableName', 'dynamodb', 'table/'),
    attributes: (name) => ({ StreamArn: streamArnOf(name) }),
  },
  'AWS::SQS::Queue': {
    ...named('QueueName', 'sqs'),
    ref: (name, { endpoint }) => `${endpoint}/${ACCOUNT_ID}/${name}`,
    attributes: (name, { endpoint }) => ({ QueueName: name, QueueUrl: `${endpoint}/${ACCOUNT_ID}/${name}` }),
  },
  'AWS::Events::EventBus': { ...named('Name', 'events', 'event-bus/'), attributes: (name) => ({ Name: name }) },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    arn: (name, resource) => {
      const bus = resource.property('EventBusName') ?? 'default';
      return arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
    },
  },
  'AWS::Events::Archive': {
    ...named('ArchiveName', 'events', 'archive/'),
    attributes: (name) => ({ ArchiveName: name }),
  },
  'AWS::SSM::Parameter': {
    nameProperty: 'Name',
    arn: (name) => arn('ssm', `parameter/${name.replace(/^\//, '')}`),
    attributes: (_, resource) => ({
      Value: resource.property('Value') ?? '',
      Type: resource.property('Type') ?? 'String',
    }),
  },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', ref: secretArn, arn: secretArn },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    ref: (name) => arn('states', `stateMachine:${name}`),
    arn: (name) => arn('states', `stateMachine:${name}`),
    attributes: (name) => ({ Name: name }),
  },
  'AWS::Cognito::UserPool': {
    ref: (_, { userPoolId }) => userPoolId,
    arn: (_, { userPoolId }) => arn('cognito-idp', `userpool/${userPoolId}`),
    attributes: (_, { userPoolId, endpoint }) => ({
      UserPoolId: userPoolId,
      ProviderName: `cognito-idp.us-east-1.amazonaws.com/${userPoolId}`,
      ProviderURL: `${endpoint}/${userPoolId}`,
    }),
  },
  'AWS::Cognito::UserPoolClient': {
    ref: (_, { userPoolClientId }) => userPoolClientId,
    attributes: (_, { userPoolClientId }) => ({ ClientId: userPoolClientId, Name: 'tradewind' }),
  },
  'AWS::Cognito::UserPoolGroup': { nameProperty: 'GroupName' },
  'AWS::Cognito::UserPoolIdentityProvider': { nameProperty: 'ProviderName' },
  'AWS::Lambda::Function': named('FunctionName', 'lambda', 'function:'),
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: (name) => arn('sns', name),
    arn: (name) => arn('sns', name),
    attributes: (name) => ({ TopicArn: arn('sns', name), TopicName: name }),
  },
  'AWS::KMS::Key': { arn: (name) => arn('kms', `key/${name}`), attributes: (name) => ({ KeyId: name }) },
  'AWS::IAM::Role': { nameProperty: 'RoleName', arn: (name) => `arn:aws:iam::${ACCOUNT_ID}:role/${name}` },
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', arn: (name) => arn('logs', `log-group:${name}:*`) },
  'AWS::ApiGateway::RestApi': {
    attributes: (name) => ({ RestApiId: name, RootResourceId: `${name}/` }),
  },
  'AWS::ApiGateway::Stage': { nameProperty: 'StageName' },
  'AWS::ApiGateway::Model': { nameProperty: 'Name' },
  'AWS::ApiGatewayV2::Api': {
    ref: () => 'local',
    attributes: (_, { endpoint }) => ({ ApiId: 'local', ApiEndpoint: endpoint }),
  },
  'AWS::ApiGatewayV2::Authorizer': { ref: () => 'local', attributes: () => ({ AuthorizerId: 'local' }) },
};

/**
 * A table's stream as a template names it. The real label is known only once the table exists; event sources look it
 * up by the table's name.
 */
export function streamArnOf(tableName: string): string {
  return arn('dynamodb', `table/${tableName}/stream/latest`);
}

/** What `Ref` answers for a resource. */
export function referenceOf(resource: NamedResource): string {
  const name = nameOf(resource);
  return identities[resource.type]?.ref?.(name, resource) ?? name;
}

/**
 * What `Fn::GetAtt` answers, or undefined for an attribute that the local cloud does not know. Of a type that is ignored
 * here, any attribute is as good as another.
 */
export function attributeOf(resource: NamedResource, attribute: string): string | undefined {
  const name = nameOf(resource);
  const identity = identities[resource.type];
  const own = identity?.attributes?.(name, resource)[attribute];
  if (own !== undefined) return own;
  if (attribute !== 'Arn') return identity === undefined ? `${name}.${attribute}` : undefined;
  return identity?.arn?.(name, resource) ?? arn(serviceOf(resource.type), name);
}

function nameOf(resource: NamedResource): string {
  const nameProperty = identities[resource.type]?.nameProperty;
  const name = nameProperty === undefined ? undefined : resource.property(nameProperty);
  return name ?? `${resource.stack}-${resource.logicalId}`;
}

function serviceOf(type: string): string {
  return (type.split('::')[1] ?? 'unknown').toLowerCase();
}
