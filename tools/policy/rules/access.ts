import { isObject } from '../../package/template.ts';
import type { Rule, Violation } from '../rule.ts';
import { at, isSet, listAt, ofType, type DeclaredResource } from '../stage-template.ts';

/** Actions that AWS cannot bind to a resource; the service authorization reference lists none for them. */
const UNBOUND_ACTIONS = new Set([
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
]);

/** Where CloudFormation itself has to put a secret, since the service takes no reference to one. */
const SECRET_TAKERS: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFront::Distribution', 'OriginCustomHeaders'],
  ['AWS::Cognito::UserPoolIdentityProvider', 'ProviderDetails'],
]);

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

function roleStatements({ properties }: DeclaredResource): unknown[] {
  return [
    ...listAt(properties, 'Policies').flatMap((policy) => listAt(policy, 'PolicyDocument', 'Statement')),
    ...listAt(properties, 'PolicyDocument', 'Statement'),
  ];
}

function wildcardProblem(statement: unknown): string | undefined {
  if (at(statement, 'Effect') !== 'Allow') return undefined;
  if (isSet(at(statement, 'NotAction')) || isSet(at(statement, 'NotResource'))) return 'allows all but something';
  const actions = texts(at(statement, 'Action'));
  const wide = actions.find((action) => action === '*' || action.endsWith(':*'));
  if (wide !== undefined) return `allows ${wide}`;
  const unbound = actions.filter((action) => !UNBOUND_ACTIONS.has(action));
  if (!texts(at(statement, 'Resource')).includes('*') || unbound.length === 0) return undefined;
  return `allows ${unbound.join(', ')} on everything`;
}

export const namesWhatItAllows: Rule = {
  name: 'names-what-it-allows',
  check: (template) =>
    ofType(template, 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').flatMap((role) =>
      roleStatements(role).flatMap((statement): Violation[] => {
        const message = wildcardProblem(statement);
        return message === undefined ? [] : [{ resource: role.id, message }];
      }),
    ),
};

/** Whatever a role's own policies say, and whoever changes them, it can do no more than config/delivery/boundary.yml. */
export const boundsRoles: Rule = {
  name: 'bounds-roles',
  check: (template) =>
    ofType(template, 'AWS::IAM::Role')
      .filter(({ properties }) => template.settings.permissionsBoundary && !isSet(properties['PermissionsBoundary']))
      .map(({ id }) => ({ resource: id, message: 'has no permissions boundary' })),
};

/** Policies of queues, topics, buckets, keys and buses: nobody is let in without a condition. An API asks for keys itself. */
export const knowsItsCallers: Rule = {
  name: 'knows-its-callers',
  check: ({ resources }) =>
    resources
      .filter(({ type }) => type !== 'AWS::IAM::Role' && type !== 'AWS::ApiGateway::RestApi')
      .flatMap(({ id, properties }) =>
        [properties['PolicyDocument'], properties['KeyPolicy'], properties['Policy']]
          .flatMap((document) => listAt(document, 'Statement'))
          .filter((statement) => at(statement, 'Effect') === 'Allow' && !isSet(at(statement, 'Condition')))
          .filter((statement) => {
            const principal = at(statement, 'Principal');
            return principal === '*' || at(principal, 'AWS') === '*' || isSet(at(principal, 'Service'));
          })
          .map(() => ({ resource: id, message: 'lets in whoever comes: it needs a condition' })),
      ),
};

function secretReferences(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return value.includes('{{resolve:') ? [path.join('.')] : [];
  if (Array.isArray(value)) return value.flatMap((each) => secretReferences(each, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => secretReferences(each, [...path, key]));
}

export const readsSecretsAtRunTime: Rule = {
  name: 'reads-secrets-at-run-time',
  check: ({ resources }) =>
    resources.flatMap(({ id, type, properties }) =>
      secretReferences(properties)
        .filter((path) => !path.split('.').includes(SECRET_TAKERS.get(type) ?? ''))
        .map((path) => ({ resource: id, message: `has a secret written into ${path} when it deploys` })),
    ),
};

function encryptionProblem({ type, properties }: DeclaredResource): string | undefined {
  if (type === 'AWS::CloudFront::Distribution') {
    const distribution = at(properties, 'DistributionConfig');
    const behaviours = [at(distribution, 'DefaultCacheBehavior'), ...listAt(distribution, 'CacheBehaviors')];
    const plain = behaviours.some((each) => at(each, 'ViewerProtocolPolicy') === 'allow-all');
    const origins = listAt(distribution, 'Origins').map((each) => at(each, 'CustomOriginConfig'));
    const plainOrigin = origins.some((each) => isSet(each) && at(each, 'OriginProtocolPolicy') !== 'https-only');
    return plain || plainOrigin ? 'takes or sends plain HTTP' : undefined;
  }
  if (type === 'AWS::ApiGatewayV2::DomainName') {
    const weak = listAt(properties, 'DomainNameConfigurations').some(
      (each) => at(each, 'SecurityPolicy') !== 'TLS_1_2',
    );
    return weak ? 'takes TLS older than 1.2' : undefined;
  }
  if (type === 'AWS::ApiGateway::DomainName') {
    return at(properties, 'SecurityPolicy') === 'TLS_1_2' ? undefined : 'takes TLS older than 1.2';
  }
  return undefined;
}

export const speaksTls: Rule = {
  name: 'speaks-tls',
  check: ({ resources }) =>
    resources.flatMap((resource) => {
      const message = encryptionProblem(resource);
      return message === undefined ? [] : [{ resource: resource.id, message }];
    }),
};

export const closesItsNetwork: Rule = {
  name: 'closes-its-network',
  check: (template) =>
    ofType(template, 'AWS::EC2::SecurityGroup')
      .filter(({ properties }) =>
        listAt(properties, 'SecurityGroupIngress').some((rule) =>
          ['0.0.0.0/0', '::/0'].some((everyone) => [at(rule, 'CidrIp'), at(rule, 'CidrIpv6')].includes(everyone)),
        ),
      )
      .map(({ id }) => ({ resource: id, message: 'takes connections from everywhere' })),
};

/** A web ACL without a rate rule, or an API that a web ACL should guard and does not. */
export const limitsRates: Rule = {
  name: 'limits-rates',
  check: (template) => [
    ...ofType(template, 'AWS::WAFv2::WebACL')
      .filter(({ properties }) =>
        listAt(properties, 'Rules').every((rule) => !isSet(at(rule, 'Statement', 'RateBasedStatement'))),
      )
      .map(({ id }) => ({ resource: id, message: 'has no rate rule' })),
    ...ofType(template, 'AWS::ApiGatewayV2::Stage')
      .filter(({ properties }) => !isSet(at(properties, 'DefaultRouteSettings', 'ThrottlingRateLimit')))
      .map(({ id }) => ({ resource: id, message: 'throttles nobody' })),
    // A method with settings of its own inherits none of the stage's.
    ...ofType(template, 'AWS::ApiGateway::Stage')
      .filter(({ properties }) => {
        const settings = listAt(properties, 'MethodSettings');
        return settings.length === 0 || settings.some((setting) => !isSet(at(setting, 'ThrottlingRateLimit')));
      })
      .map(({ id }) => ({ resource: id, message: 'throttles not every method' })),
    ...ofType(template, 'AWS::ApiGateway::RestApi')
      .filter(() => template.settings.waf && ofType(template, 'AWS::WAFv2::WebACLAssociation').length === 0)
      .map(({ id }) => ({ resource: id, message: 'stands behind no web ACL' })),
  ],
};
